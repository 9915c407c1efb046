package io.quill.records.connector;

import java.time.Duration;

/**
 * Retry policy of a request.
 *
 * @param tries of one request, the first included
 * @param first how long the first pause is; each further one is twice as long
 * @param most how long a pause becomes
 * @param retryAfter the pause where the service asks for one without saying how long
 * @param longest a pause asked for that is longer ends the run
 * @param answer until the last byte of an answer must have come
 */
public record RetryPolicy(
        int tries,
        Duration first,
        Duration most,
        Duration retryAfter,
        Duration longest,
        Duration answer) {}
