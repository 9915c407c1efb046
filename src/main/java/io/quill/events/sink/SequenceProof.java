package io.quill.events.sink;

/** Statement of the sink's sequence numbers about a batch. */
public sealed interface SequenceProof {
    record Taken() implements SequenceProof {}

    record NotTaken() implements SequenceProof {}

    /**
     * The books are ahead of us: a foreign writer, or a store that was restored. Whether our batch
     * was taken cannot be told; the next number must be higher than this one.
     */
    record Overtaken(long by) implements SequenceProof {}

    /** The sink has answered, and what it said does not tell. */
    record Unknown(String why) implements SequenceProof {}

    /** Nobody has answered: the question stands. */
    record Unanswered(String why) implements SequenceProof {}
}
