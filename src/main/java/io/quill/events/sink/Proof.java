package io.quill.events.sink;

/** What the sink's own books say about a numbered batch. */
public sealed interface Proof {
    record Taken() implements Proof {}

    record NotTaken() implements Proof {}

    /**
     * The books are ahead of us: a foreign writer, or a store that was restored. Whether our batch
     * was taken cannot be told; the next number must be higher than this one.
     */
    record Overtaken(long by) implements Proof {}

    /** The sink has answered, and what it said does not tell. */
    record Unknown(String why) implements Proof {}

    /** Nobody has answered: the question stands. */
    record Unanswered(String why) implements Proof {}
}
