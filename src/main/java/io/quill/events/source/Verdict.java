package io.quill.events.source;

/**
 * What verification says of a delivery. The reason is for the log; the sender is told nothing of
 * it.
 */
public sealed interface Verdict {
    record Genuine() implements Verdict {}

    record Refused(String reason) implements Verdict {}
}
