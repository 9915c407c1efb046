package io.quill.events.push.table;

import io.quill.events.sink.RowCount;
import io.quill.events.sink.Sink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Counts a table's rows while an unanswered request may still be carried out. A late clear shows as
 * too few rows, a late post as too many.
 */
final class RowCountMonitor {
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    /** Pause before a second count, which must agree, since a count may lag behind a post. */
    private static final Duration ONCE_MORE = Duration.ofSeconds(1);

    private static final long DOUBLED = Long.MAX_VALUE;

    private final String table;
    private final Sink sink;
    private final InstantSource clock;
    private Instant until = Instant.MIN;
    private Instant next = Instant.MIN;
    private long different = -1;

    enum Seen {
        AS_EXPECTED,
        EMPTIED,
        DIFFERENT
    }

    RowCountMonitor(String table, Sink sink, InstantSource clock) {
        this.table = table;
        this.sink = sink;
        this.clock = clock;
    }

    /** Watches after an unanswered request that was sent then. */
    void watchAfter(Instant sent) {
        extendTo(sent.plus(Sink.LATE_WINDOW));
    }

    /** Extends the watch to that time, at least. */
    void extendTo(Instant end) {
        until = end.isAfter(until) ? end : until;
    }

    Seen check(int expected) {
        Instant now = clock.instant();
        if (!now.isBefore(until) || now.isBefore(next)) {
            return Seen.AS_EXPECTED;
        }
        next = now.plus(BETWEEN);
        long rows =
                switch (sink.count(table)) {
                    case RowCount.Rows(long number) -> number;
                    case RowCount.Doubled _ -> DOUBLED;
                    case RowCount.Unknown _ -> expected;
                };
        if (rows == expected) {
            different = -1;
            return Seen.AS_EXPECTED;
        }
        if (rows != different) {
            different = rows;
            next = now.plus(ONCE_MORE);
            return Seen.AS_EXPECTED;
        }
        different = -1;
        return rows == 0 ? Seen.EMPTIED : Seen.DIFFERENT;
    }
}
