package io.quill.events.source;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;

/** Result of adapting one event of a delivery. */
public sealed interface AdapterOutcome {
    /** Counts, and nothing is missing. */
    record Fact(FactEvent event) implements AdapterOutcome {}

    /**
     * Counts once a look-up or a later delivery has brought what is missing, the agent first of
     * all.
     */
    record NeedsResolving(FactEvent event, String missing) implements AdapterOutcome {}

    /** Makes no fact, but says that one that is held may be resolved now. */
    record Wakes(EventKey key) implements AdapterOutcome {}

    /** Understood, and of no interest; the reason is a short, closed name that is counted. */
    record Ignored(String reason) implements AdapterOutcome {}

    /** Entry that was not understood: kept raw as a dead letter, to be replayed after a fix. */
    record Rejected(String reason, byte[] raw) implements AdapterOutcome {}
}
