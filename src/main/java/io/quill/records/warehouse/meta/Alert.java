package io.quill.records.warehouse.meta;

import java.time.Duration;
import java.time.Instant;

/** What somebody should hear of. */
public sealed interface Alert {
    RunBook.Subject subject();

    /** The latest run went wrong. */
    record Failed(RunBook.Subject subject, Instant at, String why) implements Alert {}

    /** Nothing went well for longer than a day and an hour. */
    record Stale(RunBook.Subject subject, Duration since) implements Alert {}

    /** A run takes, or took, longer than ten minutes. */
    record Slow(RunBook.Subject subject, Duration took) implements Alert {}

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
