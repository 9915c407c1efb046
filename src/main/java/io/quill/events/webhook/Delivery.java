package io.quill.events.webhook;

import io.quill.events.Envelope;
import io.quill.events.source.Source;

/** Delivery that its source has verified. */
public record Delivery(Source source, Envelope envelope) {}
