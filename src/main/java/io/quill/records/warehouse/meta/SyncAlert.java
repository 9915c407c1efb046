package io.quill.records.warehouse.meta;

import java.time.Duration;
import java.time.Instant;

/** Alert about a run. */
public sealed interface SyncAlert {
    SyncRunLog.Subject subject();

    /** The latest run went wrong. */
    record Failed(SyncRunLog.Subject subject, Instant at, String why) implements SyncAlert {}

    /** Nothing went well for longer than a day and an hour. */
    record Stale(SyncRunLog.Subject subject, Duration since) implements SyncAlert {}

    /** A run takes, or took, longer than ten minutes. */
    record Slow(SyncRunLog.Subject subject, Duration took) implements SyncAlert {}

    default String words() {
        String what =
                subject().service() + "/" + subject().entity() + " " + subject().layer().word();
        return switch (this) {
            case Failed(_, Instant at, String why) -> what + " failed at " + at + ": " + why;
            case Stale(_, Duration since) ->
                    what + " has had no success for " + since.toHours() + " hours";
            case Slow(_, Duration took) -> what + " ran for " + took.toMinutes() + " minutes";
        };
    }
}
