package io.quill.app;

import static io.quill.app.RunningQuill.await;
import static io.quill.app.SampleDeliveries.batch;
import static io.quill.app.SampleDeliveries.call;
import static io.quill.app.SampleDeliveries.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.EventKey;
import io.quill.events.ledger.Ledger;
import io.quill.platform.store.FailingStore;
import io.quill.platform.store.sqlite.SqliteStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Whatever was acknowledged is held, however Quill ends. */
@Timeout(120)
class StopTest {
    @TempDir private Path directory;

    private static FailingStore stalledStore(Path directory) {
        FailingStore store =
                new FailingStore(
                        SqliteStore.open(directory.resolve("quill.db"), InstantSource.system()));
        store.stall();
        return store;
    }

    @Test
    void answersWhatIsOnItsWay() throws Exception {
        FailingStore store = stalledStore(directory);
        RunningQuill house = new RunningQuill.Plan(directory).on(store).open();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                String body = call(i);
                answers.add(senders.submit(() -> house.aloware(body)));
            }
            await(() -> store.stalled() == 20);
            Future<?> stopping = senders.submit(house.house::close);
            await(() -> isUnready(house));
            store.resume();

            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(202);
            }
            stopping.get(30, TimeUnit.SECONDS);
        }
        for (int i = 1; i <= 20; i++) {
            assertHeld(directory, List.of((long) i));
        }
    }

    private static boolean isUnready(RunningQuill house) {
        try {
            return house.get(house.port, "/health/ready").statusCode() == 503;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void stillTakesWhoHasNotHeardOfTheStop() throws Exception {
        RunningQuill house =
                new RunningQuill.Plan(directory).set("QUILL_LINGER_SECONDS", "5").open();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> stopping = senders.submit(house.house::close);
            await(() -> isUnready(house));

            HttpResponse<String> late = house.aloware(call(1));
            assertThat(late.statusCode()).isEqualTo(202);
            assertThat(late.headers().firstValue("Connection")).contains("close");
            stopping.get(30, TimeUnit.SECONDS);
        }
        assertHeld(directory, List.of(1L));
    }

    @Test
    void asksWhoComesAgainToComeLater() throws Exception {
        FailingStore store = stalledStore(directory);
        try (RunningQuill house =
                        new RunningQuill.Plan(directory)
                                .set("QUILL_IN_FLIGHT", "4")
                                .on(store)
                                .open();
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> taken = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String body = batch(List.of(ticket(i + 1)));
                taken.add(senders.submit(() -> house.hubSpot(body)));
            }
            await(() -> store.stalled() == 4);

            HttpResponse<String> refused = house.hubSpot(batch(List.of(ticket(9))));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");

            taken.add(senders.submit(() -> house.aloware(call(9))));
            await(() -> store.stalled() == 5);
            store.resume();
            for (Future<HttpResponse<String>> answer : taken) {
                assertThat(answer.get().statusCode()).isEqualTo(202);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void losesNothingWhenItIsKilled(boolean forcibly) throws Exception {
        Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
        int port = RunningQuill.freePort();
        Process quill = start(directory, port);
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicLong ids = new AtomicLong();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                all.add(senders.submit(() -> send(port, ids, acknowledged)));
            }
            int enough = ThreadLocalRandom.current().nextInt(300, 1_500);
            await(() -> acknowledged.size() >= enough);
            if (forcibly) {
                quill.destroyForcibly();
            } else {
                quill.destroy();
            }
            assertThat(quill.waitFor(30, TimeUnit.SECONDS)).isTrue();
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            quill.destroyForcibly();
        }
        assertHeld(directory, acknowledged);
    }

    private static Process start(Path directory, int port) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.quill.Quill",
                        "run");
        builder.environment().putAll(RunningQuill.environment(directory, port));
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(directory.resolve("quill.log").toFile())
                        .start();
        await(() -> !process.isAlive() || isListenedOn(port));
        assertThat(process.isAlive()).as("Quill ended before it listened").isTrue();
        return process;
    }

    private static boolean isListenedOn(int port) {
        try (RawConnection rawConnection = new RawConnection(port)) {
            return rawConnection
                            .say("GET /health/ready HTTP/1.1\r\nHost: q\r\n\r\n")
                            .hear()
                            .status()
                    == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /** Until nobody answers any more. */
    private static void send(int port, AtomicLong ids, Queue<Long> acknowledged) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (true) {
                long id = ids.incrementAndGet();
                HttpRequest request =
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + port + "/webhook/aloware"))
                                .timeout(Duration.ofSeconds(20))
                                .header("Authorization", "Bearer " + RunningQuill.TOKEN)
                                .POST(BodyPublishers.ofString(call(id)))
                                .build();
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 202) {
                    acknowledged.add(id);
                }
            }
        } catch (IOException | InterruptedException _) {
            // it was killed, as it was to be
        }
    }

    private static void assertHeld(Path directory, Iterable<Long> ids) {
        try (SqliteStore store =
                SqliteStore.open(directory.resolve("quill.db"), InstantSource.system())) {
            Ledger ledger = new Ledger(store, InstantSource.system(), Duration.ofDays(14));
            assertThat(ids)
                    .isNotEmpty()
                    .allSatisfy(
                            id ->
                                    assertThat(ledger.find(new EventKey("ALOWARE:" + id)))
                                            .isPresent());
        }
    }
}
