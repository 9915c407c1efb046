package io.quill.sandbox.desk;

import java.time.Instant;

/** One line of the journal; the outcome is a status, {@code silence} or {@code drop}. */
public record Served(Instant at, Call call, String outcome) {}
