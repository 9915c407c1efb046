package io.quill.events.push;

/** Mark of a batch that the pusher has finished and somebody else has to act on. */
enum BatchMark {
    /** An operator is to decide what became of it. */
    HELD("held"),
    /** Its facts are settled, and not in the archive yet. */
    SETTLED("settled");

    final String prefix;

    BatchMark(String prefix) {
        this.prefix = prefix;
    }
}
