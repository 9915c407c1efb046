package io.quill.events;

import java.time.Instant;

/**
 * Counted event, as its source described it; what the source left out is blank or zero. The
 * business date is not part of it, since that needs the agent's time zone.
 */
public record FactEvent(
        EventKey key,
        Metric metric,
        String agentId,
        Instant occurredAt,
        Direction direction,
        String outcome,
        long talkSeconds,
        long durationSeconds,
        String ringGroupId,
        String notes) {

    /** Agent of a fact for which no delivery named an agent; it has a row in DimAgent. */
    public static final String UNASSIGNED = "unassigned";

    public boolean hasAgent() {
        return !agentId.isEmpty();
    }

    public boolean isUnassigned() {
        return agentId.equals(UNASSIGNED);
    }

    public FactEvent withAgent(String agent) {
        return new FactEvent(
                key,
                metric,
                agent,
                occurredAt,
                direction,
                outcome,
                talkSeconds,
                durationSeconds,
                ringGroupId,
                notes);
    }
}
