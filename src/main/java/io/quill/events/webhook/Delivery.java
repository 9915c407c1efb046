package io.quill.events.webhook;

import io.quill.events.Envelope;
import io.quill.events.source.Source;

/** An envelope that its source's verifier found genuine. */
public record Delivery(Source source, Envelope envelope) {}
