package io.quill.events.resolve;

import java.time.Instant;

/** Pause of look-ups, with its reason and end. */
public record LookupPause(String why, Instant until) {}
