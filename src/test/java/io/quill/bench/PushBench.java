package io.quill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.sink.RetentionPolicy;
import io.quill.sandbox.powerbi.PushLimits;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/**
 * How much of Power BI's quota is used, how fast a batch travels where no quota holds it back, and
 * how soon an event is in the dataset. In the path of the first three: a SQLite file, the pusher
 * with its dimensions, the real client over HTTP, and the stand-in of Power BI in this process; no
 * entrance. Their clock is moved by hand, so what Quill waits for passes at once. The fourth is a
 * real process on the real clock.
 */
final class PushBench {
    private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int ROWS_AN_HOUR = 1_000_000;
    private static final int LARGE_TABLE = 250_000;
    private static final int BATCH = 10_000;

    private PushBench() {}

    static void run(String what, int rows) throws Exception {
        switch (what) {
            case "fifo" -> hour(RetentionPolicy.FIFO, 0);
            case "none" -> hour(RetentionPolicy.NONE, LARGE_TABLE + BATCH);
            case "speed" -> speed(rows);
            case "latency" -> Latency.run(OUT);
            default -> {
                speed(rows);
                Latency.run(OUT);
                hour(RetentionPolicy.FIFO, 0);
                hour(RetentionPolicy.NONE, LARGE_TABLE + BATCH);
            }
        }
    }

    /** What an hour of the stand-in takes, with more waiting than it may. */
    private static void hour(RetentionPolicy retentionPolicy, int before) throws Exception {
        try (PushRig rig = new PushRig(retentionPolicy)) {
            rig.hold(before);
            while (rig.pushed() < before) {
                rig.step(MOMENT);
            }
            rig.clock.advance(HOUR.plusMinutes(1));
            rig.hold(ROWS_AN_HOUR + 2 * BATCH);
            long posts = rig.requests("200");
            long begun = System.nanoTime();
            Instant end = rig.clock.instant().plus(HOUR);
            while (rig.clock.instant().isBefore(end)) {
                rig.step(MOMENT);
            }
            long rows = rig.pushed() - before;
            OUT.printf(
                    "Retention %s, %,d rows before: %,d rows and %,d posts in an hour of Power BI,"
                            + " %.1f %% of the quota, %,d times 429 (%.0f s of ours)%n",
                    retentionPolicy,
                    before,
                    rows,
                    rig.requests("200") - posts,
                    100.0 * rows / ROWS_AN_HOUR,
                    rig.requests("429"),
                    (System.nanoTime() - begun) / 1e9);
        }
    }

    /**
     * From the outbox to settled, with pauses that cost nothing and no limits at the other side.
     */
    private static void speed(int rows) throws Exception {
        try (PushRig rig = new PushRig(RetentionPolicy.FIFO)) {
            rig.sandbox().pushApi().limits(PushLimits.DOCUMENTED.withoutQuotas());
            rig.hold(rows);
            drain(rig, rows);
            rig.hold(rows);
            double cpu = cpu();
            double requests = rig.secondsOfRequests();
            long begun = System.nanoTime();
            drain(rig, 2L * rows);
            double seconds = (System.nanoTime() - begun) / 1e9;
            OUT.printf(
                    "Without a quota, SQLite: %,.0f rows/s from the outbox to settled (%,d rows in"
                            + " %.1f s, of which %.1f s were requests and their answers; %.1f s of"
                            + " CPU)%n",
                    rows / seconds, rows, seconds, rig.secondsOfRequests() - requests, cpu() - cpu);
        }
    }

    /** What this process has used, the stand-in included. */
    private static double cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(spent -> spent.toMillis() / 1e3)
                .orElse(0.0);
    }

    private static void drain(PushRig rig, long rows) {
        while (rig.pushed() < rows) {
            rig.step(Duration.ofSeconds(1));
        }
    }
}
