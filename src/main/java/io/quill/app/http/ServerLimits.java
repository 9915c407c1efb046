package io.quill.app.http;

import java.time.Duration;

/**
 * Limits of the server.
 *
 * @param mostBodyBytes a body above it is answered with 413, whatever its length was said to be
 * @param mostBytes what all bodies that are on their way may hold of the memory, read or half-read
 * @param bodyTime how long a sender may take over a body, however busily
 * @param idleTime how long a connection may say nothing
 */
public record ServerLimits(
        long mostBodyBytes, long mostBytes, Duration bodyTime, Duration idleTime) {}
