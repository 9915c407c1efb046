package io.quill.records.connector;

import java.time.Duration;

/** Request limit of an account, shared by everything that reads for it. */
public record RateLimit(int requests, Duration per, int concurrent) {}
