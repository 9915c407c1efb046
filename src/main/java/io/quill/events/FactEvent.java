package io.quill.events;

import java.time.Instant;

/**
 * One counted event, as its source told it. What the source did not tell is blank or zero, as it
 * will be in the table. The business date is no part of it: that needs the agent's time zone, which
 * is known later.
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

    /** The agent of a fact that no delivery named an agent for; it has a row in DimAgent. */
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
