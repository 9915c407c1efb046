package io.quill.events.webhook;

import io.quill.events.source.Outcome;

import java.util.List;

/** A delivery, and what its source's adapter made of each of its events. */
public record Adapted(Delivery delivery, List<Outcome> outcomes) {
    public Adapted {
        outcomes = List.copyOf(outcomes);
    }
}
