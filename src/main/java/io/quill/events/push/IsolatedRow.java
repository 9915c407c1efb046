package io.quill.events.push;

import io.quill.platform.time.RetryPolicy;

import java.time.Duration;
import java.time.Instant;

/**
 * Row that is posted alone because its posts stay in doubt. It is given up only when other rows
 * were taken meanwhile; until then it is tried again ever less often.
 *
 * @param tries how often it was posted alone
 * @param next when it is posted again
 */
record IsolatedRow(String words, int tries, Instant next, boolean othersWereTaken) {
    private static final RetryPolicy SLOW =
            RetryPolicy.doubling(
                    BatchSplitter.MOST_UNPROVED, Duration.ofSeconds(2), Duration.ofSeconds(512));
    private static final RetryPolicy FAST =
            RetryPolicy.doubling(
                    BatchSplitter.MOST_ALONE, Duration.ofMillis(500), Duration.ofSeconds(128));

    static IsolatedRow first(String words, Instant now) {
        return new IsolatedRow(words, 1, now.plus(SLOW.pause(1)), false);
    }

    IsolatedRow doubtedAgain(String words, Instant now) {
        return new IsolatedRow(words, tries + 1, now.plus(pause(tries + 1)), othersWereTaken);
    }

    IsolatedRow whileOthersAreTaken(Instant now) {
        return othersWereTaken ? this : new IsolatedRow(words, tries, now, true);
    }

    IsolatedRow posted(Instant now) {
        return new IsolatedRow(words, tries, now.plus(pause(tries)), othersWereTaken);
    }

    private Duration pause(int after) {
        return (othersWereTaken ? FAST : SLOW).pause(after);
    }
}
