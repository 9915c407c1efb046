package io.quill.events.push.table;

import io.quill.events.dimension.MetricRow;
import io.quill.events.dimension.TableSyncProgress;
import io.quill.events.dimension.WantedRows;
import io.quill.events.sink.Batch;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.EventLookup;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.RevocationResult;
import io.quill.events.sink.RowCount;
import io.quill.events.sink.SequenceProof;
import io.quill.events.sink.Sink;
import io.quill.events.sink.SinkStatus;
import io.quill.events.sink.powerbi.PowerBiHttpFixture;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.CrashingStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.dax.TableData;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.powerbi.PowerBi;
import io.quill.sandbox.powerbi.PowerBiSwitches;
import io.quill.sandbox.web.SandboxJson;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Dimension tables at the stand-in over HTTP, by a clock moved by hand, and what a report sees. */
final class TableFixture implements AutoCloseable {
    /** A key may be doubled, which no post is refused for. */
    static final PowerBiSwitches LENIENT =
            SandboxJson.changed(
                    PowerBiSwitches.STRICT,
                    PowerBiSwitches.class,
                    SandboxJson.object().put("oneSide", "BREAKS_THE_MODEL"));

    /** As long as the pusher takes from one step to the next at most. */
    static final Duration TICK = Duration.ofMillis(250);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final PowerBiHttpFixture client;
    private final LateSink sink = new LateSink();
    private CrashingStore store = new CrashingStore(new MemoryStore(clock));
    WantedRows wanted = new WantedRows(store);
    private String dataset = "";
    private Lease lease = lease();
    private DatasetQuota datasetQuota = new DatasetQuota(clock, RetentionPolicy.NONE);
    private PushedTables tables = opened();
    private final Spell empty = new Spell();
    private final Spell doubled = new Spell();
    private boolean observes;
    private long number = 1_000_000;

    private final class Spell {
        private Optional<Instant> since = Optional.empty();
        private Duration longest = Duration.ZERO;

        void note(boolean so) {
            Instant now = clock.instant();
            since = so ? since.or(() -> Optional.of(now)) : Optional.empty();
            since.map(begun -> Duration.between(begun, now))
                    .filter(time -> time.compareTo(longest) > 0)
                    .ifPresent(time -> longest = time);
        }

        void forget() {
            since = Optional.empty();
            longest = Duration.ZERO;
        }
    }

    private TableFixture(RetentionPolicy retentionPolicy) throws Exception {
        this.client = PowerBiHttpFixture.open(clock, retentionPolicy);
    }

    static TableFixture open(RetentionPolicy retentionPolicy) {
        try {
            return new TableFixture(retentionPolicy);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void begin() {
        sandbox().reset();
        service().switches(LENIENT);
        clock.advance(Duration.ofHours(2));
        sink.forget();
        observes = false;
        empty.forget();
        doubled.forget();
        store = new CrashingStore(new MemoryStore(clock));
        wanted = new WantedRows(store);
        dataset = ((SinkStatus.Ready) client.sink().ensure()).dataset();
        datasetQuota = new DatasetQuota(clock, RetentionPolicy.NONE);
        lease = lease();
        tables = opened();
        wanted.ensure(MetricRow.SEEDS);
    }

    private Lease lease() {
        return new Lease(store, clock, "pusher", Duration.ofSeconds(6));
    }

    private PushedTables opened() {
        return new PushedTables(store, wanted, sink, datasetQuota, clock, clock, dataset, List::of);
    }

    /** Somebody else has the lease, as soon as it has run out. */
    void follow() {
        lease = lease();
        tables = opened();
    }

    void observe() {
        observes = true;
    }

    void bringInLine() {
        for (int i = 0; i < 300; i++) {
            if (step() instanceof TableSyncProgress.InLine) {
                return;
            }
        }
        throw new AssertionError("The tables did not come in line");
    }

    void run(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            step();
        }
    }

    private TableSyncProgress step() {
        Optional<Guard> held = lease.acquire();
        TableSyncProgress tableSyncProgress = new TableSyncProgress.Stepped();
        try {
            tableSyncProgress =
                    held.<TableSyncProgress>map(tables::advance).orElse(tableSyncProgress);
        } catch (GuardLostException _) {
            // as it should be, where somebody followed
        }
        look();
        pass(TICK);
        return tableSyncProgress;
    }

    /** As time goes by, what is late arrives, and a report is looked at. */
    private void pass(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.advance(TICK);
            lease.acquire();
            sink.deliver();
            look();
        }
    }

    private void look() {
        if (observes) {
            List<String> keys = keys();
            empty.note(keys.isEmpty());
            doubled.note(new HashSet<>(keys).size() < keys.size());
        }
    }

    Duration longestEmpty() {
        return empty.longest;
    }

    Duration longestDoubled() {
        return doubled.longest;
    }

    /** A request of this kind is carried out so late, and never answered. */
    void late(String kind, Duration after) {
        sink.lateKind = kind;
        sink.lateBy = after;
    }

    /** Questions are answered no more, or again. */
    void mute(boolean so) {
        sink.muted = so;
    }

    void numbers(boolean kept) {
        service()
                .switches(
                        SandboxJson.changed(
                                LENIENT,
                                PowerBiSwitches.class,
                                SandboxJson.object()
                                        .put(
                                                "sequenceNumbers",
                                                kept ? "MONOTONIC_412" : "UNSUPPORTED")));
    }

    void failPosts(int status, int times) {
        sandbox().arm(InjectedFault.status(status).on(PowerBi.SYSTEM, "postRows", "").times(times));
    }

    /** A row of somebody else's. */
    void append(String table, String row) {
        client.sink().append(new Batch(table, number++, List.of(row)));
    }

    List<String> keys() {
        TableData table = service().table(dataset, "DimAgent").orElseThrow();
        int key = table.columns().indexOf("AgentID");
        List<String> keys = new ArrayList<>();
        table.rows().forEach(row -> keys.add(String.valueOf(row[key])));
        return keys;
    }

    Map<String, String> agents() {
        TableData table = service().table(dataset, "DimAgent").orElseThrow();
        int key = table.columns().indexOf("AgentID");
        int name = table.columns().indexOf("AgentName");
        Map<String, String> agents = new TreeMap<>();
        table.rows()
                .forEach(row -> agents.put(String.valueOf(row[key]), String.valueOf(row[name])));
        return agents;
    }

    List<RefusedRows> refused() {
        return RefusedRows.find(store, dataset);
    }

    long clears() {
        return sandbox().journal().count(PowerBi.SYSTEM, "deleteRows");
    }

    PowerBi service() {
        return sandbox().pushApi();
    }

    Sandbox sandbox() {
        return client.sandbox();
    }

    PushedTables tables() {
        return tables;
    }

    DatasetQuota quota() {
        return datasetQuota;
    }

    CrashingStore store() {
        return store;
    }

    @Override
    public void close() {
        client.close();
    }

    /** The client, but for requests that are kept back on their way. */
    private final class LateSink implements Sink {
        private boolean muted;
        private final List<PushResult> carriedOut = new ArrayList<>();
        private String lateKind = "";
        private Duration lateBy = Duration.ZERO;
        private Optional<Instant> due = Optional.empty();
        private Runnable kept = () -> {};

        void forget() {
            lateKind = "";
            due = Optional.empty();
            muted = false;
        }

        void deliver() {
            if (due.filter(at -> !clock.instant().isBefore(at)).isPresent()) {
                due = Optional.empty();
                kept.run();
            }
        }

        private PushResult sent(String kind, String table, Supplier<PushResult> request) {
            if (!lateKind.equals(kind) || !table.equals("DimAgent")) {
                return request.get();
            }
            lateKind = "";
            due = Optional.of(clock.instant().plus(lateBy));
            kept = () -> carriedOut.add(request.get());
            look();
            pass(PATIENCE);
            return new PushResult.Doubt("silence");
        }

        @Override
        public SinkStatus ensure() {
            return client.sink().ensure();
        }

        @Override
        public PushResult append(Batch batch) {
            return sent("append", batch.table(), () -> client.sink().append(batch));
        }

        @Override
        public PushResult clear(String table) {
            return sent("clear", table, () -> client.sink().clear(table));
        }

        @Override
        public SequenceProof proof(String table, long at) {
            return muted ? new SequenceProof.Unanswered("silence") : client.sink().proof(table, at);
        }

        @Override
        public RevocationResult revoke(String table, long at) {
            return client.sink().revoke(table, at);
        }

        @Override
        public RowCount count(String table) {
            return client.sink().count(table);
        }

        @Override
        public EventLookup findEvents(Collection<String> eventIds) {
            return client.sink().findEvents(eventIds);
        }
    }
}
