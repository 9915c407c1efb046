package io.quill.records.connector;

import io.quill.platform.time.RetryPolicy;

import java.time.Duration;

/**
 * Options for the retries of a request.
 *
 * @param retryAfter the pause where the service asks for one without saying how long
 * @param longest a pause asked for that is longer ends the run
 * @param answer until the last byte of an answer must have come
 */
public record RetryOptions(
        RetryPolicy policy, Duration retryAfter, Duration longest, Duration answer) {}
