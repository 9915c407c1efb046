package io.quill.operate.access.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of the audit.
 *
 * @param payloadHash SHA-256 of what was sent, blank where that was nothing
 * @param ending absent while it is being done, and for ever when that was cut off
 */
public record Entry(
        String id,
        Instant at,
        Deed deed,
        String payloadHash,
        long payloadBytes,
        Optional<Ending> ending) {
    /** What it came to, and when. */
    public record Ending(Instant at, Result result) {}
}
