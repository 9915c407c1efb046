package io.quill.events.push.table;

import io.quill.events.dimension.TableSyncProgress;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.PushResult;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Pause of a table after a refusal, and the progress to report meanwhile. */
final class Backoff {
    static final Duration RETRY = Duration.ofSeconds(1);
    static final Duration STUCK = Duration.ofSeconds(8);
    private static final Duration THROTTLED = Duration.ofSeconds(5);

    private final String table;
    private final DatasetQuota datasetQuota;
    private final InstantSource clock;
    private Instant end = Instant.MIN;
    private TableSyncProgress reported = new TableSyncProgress.InLine();

    Backoff(String table, DatasetQuota datasetQuota, InstantSource clock) {
        this.table = table;
        this.datasetQuota = datasetQuota;
        this.clock = clock;
    }

    /** Returns what to report, or nothing when the pause is over. */
    Optional<TableSyncProgress> step() {
        return clock.instant().isBefore(end) ? Optional.of(reported) : Optional.empty();
    }

    TableSyncProgress waitUntil(Instant until, String why) {
        return pauseUntil(until, new TableSyncProgress.Waits(until, why));
    }

    /** Pauses as long as a refusal asks for, or as its kind suggests. */
    TableSyncProgress after(PushResult.NotTaken refusal) {
        return switch (refusal) {
            case PushResult.Throttled(var after, String words) -> {
                Instant until = in(after.orElse(THROTTLED));
                datasetQuota.throttled(until);
                yield waitUntil(until, PushResult.Throttled.told(until, words));
            }
            case PushResult.Unsent(String words) -> waitUntil(in(RETRY), words);
            case PushResult.Denied(String words, String remedy) -> stuck(words + " " + remedy);
            case PushResult.TooLarge _,
                    PushResult.Refused _,
                    PushResult.SchemaFault _,
                    PushResult.Missing _,
                    PushResult.SequenceBehind _ ->
                    stuck(refusal.words());
        };
    }

    private TableSyncProgress stuck(String words) {
        return pauseUntil(in(STUCK), new TableSyncProgress.Stuck(table + ": " + words));
    }

    private TableSyncProgress pauseUntil(Instant until, TableSyncProgress tableSyncProgress) {
        end = until;
        reported = tableSyncProgress;
        return tableSyncProgress;
    }

    private Instant in(Duration time) {
        return clock.instant().plus(time);
    }
}
