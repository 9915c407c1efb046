package io.quill.webhook;

import io.quill.event.Envelope;
import io.quill.source.Source;

/** An envelope that its source's verifier found genuine. */
public record Delivery(Source source, Envelope envelope) {}
