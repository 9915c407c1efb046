package io.quill.app;

import static io.quill.app.RunningQuill.await;
import static io.quill.app.SampleDeliveries.batch;
import static io.quill.app.SampleDeliveries.call;
import static io.quill.app.SampleDeliveries.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.settings.LoggingSettings;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.FailingStore;
import io.quill.platform.store.StoreException.Reason;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.platform.store.sqlite.SqliteStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What senders see of a store that goes away. */
@Timeout(60)
class SpooledQuillTest {
    private final FailingStore store = new FailingStore(new MemoryStore(InstantSource.system()));

    @TempDir private Path directory;

    private FailingStore file() {
        return new FailingStore(
                SqliteStore.open(directory.resolve("spool.db"), InstantSource.system()));
    }

    private RunningQuill open(DataStore file) throws Exception {
        return new RunningQuill.Plan(directory).on(store, Optional.of(file)).open();
    }

    @Test
    void takesWhatComesOnceAndCarriesItOverWhenTheStoreIsBack() throws Exception {
        try (RunningQuill house = open(file())) {
            store.fail(Reason.UNAVAILABLE);
            for (int i = 1; i <= 50; i++) {
                assertThat(house.aloware(call(i)).statusCode()).isEqualTo(202);
            }
            assertThat(house.aloware("no json").body()).contains("\"rejected\":1");
            assertThat(house.held("ALOWARE:1")).isEmpty();

            store.recover();
            await(() -> house.held("ALOWARE:50").isPresent());
            for (int i = 1; i <= 50; i++) {
                assertThat(house.held("ALOWARE:" + i)).isPresent();
            }
        }
    }

    @Test
    void putsOffWhoComesAgain() throws Exception {
        try (RunningQuill house = open(file())) {
            store.fail(Reason.UNAVAILABLE);
            HttpResponse<String> answer = house.hubSpot(batch(List.of(ticket(1))));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();

            store.recover();
            await(() -> isTaken(house));
        }
    }

    private static boolean isTaken(RunningQuill house) {
        try {
            return house.hubSpot(batch(List.of(ticket(1)))).statusCode() == 202;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void carriesOverWhatAnEarlierProcessLeft() throws Exception {
        store.fail(Reason.UNAVAILABLE);
        RunningQuill earlier =
                new RunningQuill.Plan(directory).on(failing(), Optional.of(file())).open();
        assertThat(earlier.aloware(call(1)).statusCode()).isEqualTo(202);
        earlier.close();

        store.recover();
        try (RunningQuill house = open(file())) {
            await(() -> house.held("ALOWARE:1").isPresent());
        }
    }

    private static FailingStore failing() {
        FailingStore failing = new FailingStore(new MemoryStore(InstantSource.system()));
        failing.fail(Reason.UNAVAILABLE);
        return failing;
    }

    @Test
    void startsWhileTheStoreIsAway() throws Exception {
        store.vanish();
        try (RunningQuill house = open(file())) {
            assertThat(house.aloware(call(1)).statusCode()).isEqualTo(202);

            store.recover();
            await(() -> house.held("ALOWARE:1").isPresent());
        }
    }

    @Test
    void waitsAtAStopUntilTheSpoolIsEmpty() throws Exception {
        RunningQuill house =
                new RunningQuill.Plan(directory)
                        .set("SPOOL_STOP_WAIT", "60")
                        .on(store, Optional.of(file()))
                        .open();
        store.fail(Reason.UNAVAILABLE);
        assertThat(house.aloware(call(1)).statusCode()).isEqualTo(202);

        Thread stopping = Thread.ofVirtual().start(house::close);
        await(() -> isGone(house));
        assertThat(stopping.isAlive()).isTrue();
        store.recover();
        stopping.join();

        assertThat(house.held("ALOWARE:1")).isPresent();
    }

    private static boolean isGone(RunningQuill house) {
        try {
            house.get(house.port, "/health/live");
            return false;
        } catch (IOException _) {
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void saysSoLoudlyWhenTheDiskIsFullAsWell() throws Exception {
        FailingStore file = file();
        try (CapturedLog log = new CapturedLog(LoggingSettings.DEFAULT);
                RunningQuill house = open(file)) {
            store.fail(Reason.UNAVAILABLE);
            file.fail(Reason.FULL);

            assertThat(house.aloware(call(1)).statusCode()).isEqualTo(503);
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line).startsWith("ERROR").contains("LOST"));

            file.recover();
            assertThat(house.aloware(call(1)).statusCode()).isEqualTo(202);
        }
    }
}
