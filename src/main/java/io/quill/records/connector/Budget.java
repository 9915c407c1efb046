package io.quill.records.connector;

import java.time.Duration;

/** How often an account may ask, whoever asks for it. */
public record Budget(int requests, Duration per, int concurrent) {}
