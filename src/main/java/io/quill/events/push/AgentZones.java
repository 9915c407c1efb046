package io.quill.events.push;

import io.quill.events.BusinessDate;
import io.quill.events.FactEvent;

import java.time.LocalDate;
import java.time.ZoneId;

/** The time zone whose days an agent's events belong to. */
public interface AgentZones {
    ZoneId zone(String agentId);

    /** The day that a fact counts for. */
    default LocalDate day(FactEvent fact) {
        return BusinessDate.of(fact.occurredAt(), zone(fact.agentId()));
    }
}
