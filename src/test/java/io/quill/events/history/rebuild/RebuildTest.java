package io.quill.events.history.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.FactEvent;
import io.quill.events.dimension.roster.Admission;
import io.quill.events.history.FactArchive;
import io.quill.events.ledger.LateAgents;
import io.quill.events.ledger.Ledger;
import io.quill.events.push.AgentZones;
import io.quill.events.push.DoubtPolicy;
import io.quill.events.push.Prerequisites;
import io.quill.events.push.Pusher;
import io.quill.events.push.SettledBatch;
import io.quill.events.sink.DatasetQuota;
import io.quill.platform.file.DiskFileStorage;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.CrashingStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.ProcessKilledException;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

class RebuildTest {
    private static final Instant SETTLED = Instant.parse("2026-11-20T10:00:00Z");
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    @TempDir private Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-12-01T09:00:00Z"));
    private final CrashingStore store = new CrashingStore(new MemoryStore(clock));
    private final NumberedSink sink = new NumberedSink();
    private final List<RebuildProgress> told = new ArrayList<>();
    private FactArchive archive;
    private AgentZones zones = _ -> ZoneOffset.UTC;
    private Instant since = Instant.EPOCH;
    private boolean permitted = true;

    /** All dimension rows are there. */
    private static final class AllThere implements Prerequisites {
        @Override
        public void begin(String dataset, DatasetQuota datasetQuota) {}

        @Override
        public Readiness ready(Guard guard, List<FactEvent> facts) {
            return new Readiness.Ready();
        }
    }

    @BeforeEach
    void openArchive() {
        archive = new FactArchive(new DiskFileStorage(folder));
    }

    private void archived(String dataset, LocalDate day, long first, long last) {
        List<String> rows =
                LongStream.rangeClosed(first, last).mapToObj(id -> row(id, day)).toList();
        archive.keep(List.of(new SettledBatch(first, dataset, SETTLED, rows)));
    }

    private static String row(long id, LocalDate day) {
        return """
        {"EventID":"ALOWARE:%d","AgentID":"4711","FactDateKey":"%sT00:00:00.000Z","MetricID":"CALLS",\
        "OccurredAt":"%sT09:00:00.000Z","Source":"ALOWARE","Direction":"outbound",\
        "Outcome":"completed","TalkSeconds":63,"DurationSeconds":70,"RingGroupID":"8465","Notes":""}"""
                .formatted(id, day, day);
    }

    /** By a process of its own, as one would be started again. */
    private RebuildOutcome rebuild() throws InterruptedException {
        ArchivedDays days = new ArchivedDays(store, zones);
        Pusher pusher =
                new Pusher(
                        store,
                        new Ledger(store, clock, FOR_EVER),
                        new Lease(store, clock, "pusher", Duration.ofMinutes(3)),
                        new Pusher.Neighbours(sink, _ -> Admission.ADMITTED, new AllThere(), days),
                        DoubtPolicy.RESEND,
                        FOR_EVER,
                        clock);
        Rebuild.Means means =
                new Rebuild.Means(
                        store,
                        pusher,
                        archive,
                        days,
                        new LateAgents(store),
                        "new",
                        since,
                        clock,
                        () -> permitted,
                        clock::advance);
        return new Rebuild(means, FOR_EVER, told::add).run();
    }

    private static String[] ids(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(id -> "ALOWARE:" + id)
                .toArray(String[]::new);
    }

    @Test
    void bringsAllOfTheArchiveOnce() throws InterruptedException {
        archived("old", FRIDAY, 1, 30);
        archived("old", FRIDAY, 20, 40);
        archived("old", FRIDAY.minusDays(9), 41, 50);

        assertThat(rebuild()).isEqualTo(new RebuildOutcome.Complete(50, 50, 0, 0));

        assertThat(sink.ids()).containsExactlyInAnyOrder(ids(1, 50));
        assertThat(told).last().extracting(RebuildProgress::found).isEqualTo(50L);
    }

    @Test
    void addsWhatWasArchivedSinceAndNothingElse() throws InterruptedException {
        archived("old", FRIDAY, 1, 10);
        rebuild();
        archived("old", FRIDAY, 11, 12);
        clock.advance(Duration.ofDays(400));

        assertThat(rebuild()).isEqualTo(new RebuildOutcome.Complete(12, 2, 0, 0));

        assertThat(sink.ids()).containsExactlyInAnyOrder(ids(1, 12));
    }

    @Test
    void leavesOutWhatTheDatasetTookByItself() throws InterruptedException {
        since = SETTLED.minusSeconds(60);
        archived("old", FRIDAY, 1, 5);
        archived("new", FRIDAY, 6, 10);

        rebuild();

        assertThat(sink.ids()).containsExactlyInAnyOrder(ids(1, 5));
    }

    @Test
    void bringsWhatTheDatasetHadBeforeItWasCleared() throws InterruptedException {
        since = SETTLED.plusSeconds(60);
        archived("new", FRIDAY, 1, 5);

        rebuild();

        assertThat(sink.ids()).containsExactlyInAnyOrder(ids(1, 5));
    }

    /** One by one its writes are: 200 holds, a batch, 200 claims, the post, 200 settlements. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                1, 100, 199, 200, 202, 204, 205, 206, 300, 404, 405, 406, 407, 408, 409, 410, 411,
                412, 500, 608, 609, 610, 611, 612, 613
            })
    void goesOnWhereItWasKilledWithoutADouble(int writes) throws InterruptedException {
        archived("old", FRIDAY, 1, 100);
        archived("old", FRIDAY.plusDays(1), 101, 200);
        store.dieAfter(writes);
        assertThatThrownBy(this::rebuild).isInstanceOf(ProcessKilledException.class);
        store.liveOn();
        clock.advance(Duration.ofMinutes(5));

        assertThat(rebuild()).isInstanceOf(RebuildOutcome.Complete.class);

        assertThat(sink.ids()).containsExactlyInAnyOrder(ids(1, 200));
    }

    @Test
    void keepsTheDayThatAFactWasPushedWith() throws InterruptedException {
        archived("old", FRIDAY, 1, 2);
        zones = _ -> ZoneOffset.ofHours(-12);

        rebuild();

        assertThat(sink.rows)
                .hasSize(2)
                .allSatisfy(
                        row ->
                                assertThat(row.path("FactDateKey").asText())
                                        .isEqualTo("2026-11-27T00:00:00.000Z"));
    }

    @Test
    void stopsWhenAnotherMayPush() throws InterruptedException {
        archived("old", FRIDAY, 1, 2);
        permitted = false;

        assertThat(rebuild()).isInstanceOf(RebuildOutcome.Stopped.class);
        assertThat(sink.rows).isEmpty();
    }

    @Test
    void isDoneAtOnceWithAnEmptyArchive() throws InterruptedException {
        assertThat(rebuild()).isEqualTo(new RebuildOutcome.Complete(0, 0, 0, 0));
    }
}
