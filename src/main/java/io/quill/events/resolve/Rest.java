package io.quill.events.resolve;

import java.time.Instant;

/** Why nothing is looked up, and until when. */
public record Rest(String why, Instant until) {}
