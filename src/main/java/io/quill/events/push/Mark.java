package io.quill.events.push;

/** Why a batch is still looked after though the pusher has gone on. */
enum Mark {
    /** An operator is to decide what became of it. */
    HELD("held"),
    /** Its facts are settled, and not in the archive yet. */
    SETTLED("settled");

    final String prefix;

    Mark(String prefix) {
        this.prefix = prefix;
    }
}
