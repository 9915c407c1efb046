package io.quill.events.webhook;

import io.quill.events.source.AdapterOutcome;

import java.util.List;

/** Delivery with the adapter's outcome for each of its events. */
public record AdaptedDelivery(Delivery delivery, List<AdapterOutcome> outcomes) {
    public AdaptedDelivery {
        outcomes = List.copyOf(outcomes);
    }
}
