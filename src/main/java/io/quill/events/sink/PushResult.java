package io.quill.events.sink;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Result of a request that changes a table; its words name the sink's request id. */
public sealed interface PushResult {
    record Taken(String requestId) implements PushResult {}

    /** Certainly not taken; each kind has its own consequence. */
    sealed interface NotTaken extends PushResult {
        String words();
    }

    /** Too fast, or busy: the same again later. */
    record Throttled(Optional<Duration> retryAfter, String words) implements NotTaken {
        /** Returns the text for a person, with the time to wait until. */
        public static String told(Instant until, String words) {
            return "Power BI asks to wait until "
                    + until.truncatedTo(ChronoUnit.SECONDS)
                    + ": "
                    + words;
        }
    }

    /** Too much at once: the same rows in smaller batches. */
    record TooLarge(String words) implements NotTaken {}

    /** Refused for what the rows hold: bisect until the bad ones stand alone. */
    record Refused(String words, String requestId) implements NotTaken {}

    /** The table is not what these rows are made for: stop the table, no row is to blame. */
    record SchemaFault(String words) implements NotTaken {}

    /** The credential or a permission: nothing can be pushed until an operator has acted. */
    record Denied(String words, String remedy) implements NotTaken {}

    /** The dataset or the table is not there, or not to be seen with this credential. */
    record Missing(String words) implements NotTaken {}

    /** The sink has seen this number or a later one: ask for the {@link SequenceProof}. */
    record SequenceBehind(String words) implements NotTaken {}

    /** Never left this side: try again as soon as the way is open. */
    record Unsent(String words) implements NotTaken {}

    /** May have been taken or not: look for proof before anything else. */
    record Doubt(String why) implements PushResult {}
}
