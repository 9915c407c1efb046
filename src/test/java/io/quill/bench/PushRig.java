package io.quill.bench;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.dimension.MetricRow;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.BookkeepingRules;
import io.quill.events.ledger.Ledger;
import io.quill.events.push.DimensionPrerequisites;
import io.quill.events.push.DoubtPolicy;
import io.quill.events.push.PushRound;
import io.quill.events.push.Pusher;
import io.quill.events.push.table.PushedTables;
import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.powerbi.PowerBiHttpFixture;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.sqlite.SqliteStore;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.powerbi.PowerBi;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A pusher over a SQLite file, with its dimensions and the real client, and a stand-in of Power BI
 * in this process, all by one clock that is moved by hand.
 */
final class PushRig implements AutoCloseable {
    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration MEMORY = Duration.ofDays(14);
    private static final int A_HOLD = 2_000;
    private static final int AGENTS = 40;

    final SettableClock clock = new SettableClock(BEGIN);
    private final PowerBiHttpFixture client;
    private final CountingSink sink;
    private final DataStore store;
    private final Ledger ledger;
    private final Pusher pusher;
    private Instant leaseKept = Instant.MIN;
    private long lastId = 54_000_000;

    PushRig(RetentionPolicy retentionPolicy) throws Exception {
        client = PowerBiHttpFixture.open(clock, retentionPolicy);
        sink = new CountingSink(client.sink());
        store =
                SqliteStore.open(
                        Files.createTempDirectory("quill-bench").resolve("quill.db"),
                        clock,
                        BookkeepingRules.forSingleProcess());
        ledger = new Ledger(store, clock, MEMORY);
        WantedRows wanted = new WantedRows(store);
        wanted.ensure(MetricRow.SEEDS);
        pusher =
                new Pusher(
                        store,
                        ledger,
                        new Lease(store, clock, "pusher", Duration.ofSeconds(6)),
                        new Pusher.Neighbours(
                                sink,
                                _ -> Admission.ADMITTED,
                                dimensions(wanted),
                                _ -> ZoneOffset.UTC),
                        DoubtPolicy.RESEND,
                        MEMORY,
                        clock);
    }

    private DimensionPrerequisites dimensions(WantedRows wanted) {
        return new DimensionPrerequisites(
                wanted,
                _ -> ZoneOffset.UTC,
                (dataset, datasetQuota, alongside) ->
                        new PushedTables(
                                store,
                                wanted,
                                sink,
                                datasetQuota,
                                clock,
                                clock,
                                dataset,
                                alongside),
                clock);
    }

    Sandbox sandbox() {
        return client.sandbox();
    }

    /** So many more events that wait to be pushed. */
    void hold(int events) {
        for (int from = 0; from < events; from += A_HOLD) {
            ledger.hold(
                    LongStream.range(0, Math.min(A_HOLD, events - from))
                            .mapToObj(_ -> arrival(++lastId))
                            .toList());
        }
    }

    private static Arrival arrival(long id) {
        FactEvent event =
                new FactEvent(
                        EventKey.of("ALOWARE", Long.toString(id)),
                        id % 3 == 0 ? Metric.TEXTS : Metric.CALLS,
                        Long.toString(4_700 + id % AGENTS),
                        BEGIN.minusSeconds(id % 400_000),
                        Direction.OUTBOUND,
                        "completed",
                        id % 600,
                        id % 700,
                        "8465",
                        "");
        return new Arrival.Countable(event, "", "bench", BEGIN);
    }

    /** A round, or a moment later. */
    void step(Duration moment) {
        if (!clock.instant().isBefore(leaseKept.plusSeconds(2))) {
            pusher.keepLease();
            leaseKept = clock.instant();
        }
        if (pusher.mayGoOn()) {
            PushRound pushRound = pusher.ensureDimensions(pusher.gate(pusher.begin()));
            pusher.settle(pusher.post(pusher.throttle(pusher.aggregate(pushRound))));
        } else {
            clock.advance(moment);
        }
    }

    /** Facts that were taken. */
    long pushed() {
        return sink.facts();
    }

    double secondsOfRequests() {
        return sink.seconds();
    }

    long requests(String outcome) {
        Map<String, Long> counters = sandbox().journal().counters();
        return counters.getOrDefault(PowerBi.SYSTEM + ".postRows." + outcome, 0L);
    }

    @Override
    public void close() {
        store.close();
        client.close();
    }
}
