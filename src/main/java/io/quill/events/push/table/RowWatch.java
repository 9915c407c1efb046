package io.quill.events.push.table;

import io.quill.events.sink.RowCount;
import io.quill.events.sink.Sink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Counts a table's rows for as long as a request without an answer may still be carried out. A late
 * clear shows as too few rows, and a late post as too many, within seconds and not after a minute.
 */
final class RowWatch {
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    /** A count may lag behind a post, so it must say the same twice. */
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

    RowWatch(String table, Sink sink, InstantSource clock) {
        this.table = table;
        this.sink = sink;
        this.clock = clock;
    }

    /** A request that was sent then has no answer. */
    void begin(Instant sent) {
        last(sent.plus(Sink.LATE));
    }

    /** Goes on until then, at least. */
    void last(Instant end) {
        until = end.isAfter(until) ? end : until;
    }

    Seen look(int expected) {
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
