package io.quill.operate.access.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Entry of the audit log.
 *
 * @param payloadHash SHA-256 of what was sent, blank where that was nothing
 * @param ending absent while it is being done, and for ever when that was cut off
 */
public record AuditEntry(
        String id,
        Instant at,
        AuditedAction deed,
        String payloadHash,
        long payloadBytes,
        Optional<Ending> ending) {
    /** Result of an action, and its time. */
    public record Ending(Instant at, ActionResult result) {}
}
