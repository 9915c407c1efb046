package io.quill.operate.client;

/** Who puts questions to Quill. */
public interface Operator extends AutoCloseable {
    /** Faults are {@link Unreachable}s; that a question is refused is an answer. */
    Answer ask(Question question);

    @Override
    void close();
}
