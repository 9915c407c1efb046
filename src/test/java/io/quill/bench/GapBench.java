package io.quill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.MetricRow;
import io.quill.events.dimension.TableSyncProgress;
import io.quill.events.dimension.WantedRows;
import io.quill.events.ledger.BookkeepingRules;
import io.quill.events.push.table.PushedTables;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.SinkStatus;
import io.quill.events.sink.powerbi.PowerBiHttpFixture;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.sqlite.SqliteStore;
import io.quill.sandbox.powerbi.PushLimits;

import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * For how long DimAgent is empty when one of its rows changes, as somebody sees who looks all the
 * time: a SQLite file, the real client over HTTP, and the stand-in of Power BI in this process.
 * Waits are moved by hand; what is measured passes by itself.
 */
final class GapBench {
    private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);
    private static final int AGENTS = 500;
    private static final Duration LOOK = Duration.ofNanos(200_000);

    private GapBench() {}

    static void run(int reloads) throws Exception {
        SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
        try (PowerBiHttpFixture client = PowerBiHttpFixture.open(clock, RetentionPolicy.NONE);
                SqliteStore store =
                        SqliteStore.open(
                                Files.createTempDirectory("quill-bench").resolve("quill.db"),
                                clock,
                                BookkeepingRules.forSingleProcess())) {
            client.sandbox().pushApi().limits(PushLimits.DOCUMENTED.withoutQuotas());
            String dataset = ((SinkStatus.Ready) client.sink().ensure()).dataset();
            WantedRows wanted = new WantedRows(store);
            wanted.ensure(MetricRow.SEEDS);
            wanted.put(IntStream.range(0, AGENTS).mapToObj(i -> agent(i, 0)).toList());
            Lease lease = new Lease(store, clock, "pusher", Duration.ofSeconds(6));
            PushedTables tables =
                    new PushedTables(
                            store,
                            wanted,
                            client.sink(),
                            new DatasetQuota(clock, RetentionPolicy.NONE),
                            clock,
                            clock,
                            dataset,
                            List::of);
            bringInLine(clock, lease, tables);
            long[] gaps = new long[reloads];
            for (int i = 0; i < reloads; i++) {
                // what is loaded in an hour counts against the quota, as it would
                clock.advance(Duration.ofMinutes(2));
                wanted.put(List.of(agent(i % AGENTS, i + 1)));
                gaps[i] = watched(client, dataset, () -> bringInLine(clock, lease, tables));
            }
            Arrays.sort(gaps);
            OUT.printf(
                    "%,d reloads of %,d agents: empty for %.1f ms in the median, %.1f ms at the 99th"
                            + " percentile, %.1f ms at most%n",
                    reloads,
                    AGENTS,
                    gaps[reloads / 2] / 1e6,
                    gaps[(int) Math.ceil(reloads * 0.99) - 1] / 1e6,
                    gaps[reloads - 1] / 1e6);
        }
    }

    /** The time for which the table held less than all, in nanoseconds. */
    private static long watched(PowerBiHttpFixture client, String dataset, Runnable reload)
            throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        long[] longest = {0};
        Thread watcher =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    long since = 0;
                                    while (!over.get()) {
                                        long now = System.nanoTime();
                                        boolean full = rows(client, dataset) >= AGENTS;
                                        since = full ? 0 : since == 0 ? now : since;
                                        longest[0] =
                                                full
                                                        ? longest[0]
                                                        : Math.max(
                                                                longest[0],
                                                                System.nanoTime() - since);
                                        LockSupport.parkNanos(LOOK.toNanos());
                                    }
                                });
        reload.run();
        over.set(true);
        watcher.join();
        return longest[0];
    }

    private static int rows(PowerBiHttpFixture client, String dataset) {
        int rows = 0;
        for (var _ : client.sandbox().pushApi().table(dataset, "DimAgent").orElseThrow().rows()) {
            rows++;
        }
        return rows;
    }

    private static void bringInLine(SettableClock clock, Lease lease, PushedTables tables) {
        for (int i = 0; i < 300; i++) {
            if (lease.acquire().map(tables::advance).orElse(new TableSyncProgress.Stepped())
                    instanceof TableSyncProgress.InLine) {
                return;
            }
            clock.advance(Duration.ofMillis(600));
        }
        throw new IllegalStateException("The tables did not come in line");
    }

    private static AgentRow agent(int id, int version) {
        return new AgentRow("a" + id, "Name " + version, "a@example.org", "East", "", true);
    }
}
