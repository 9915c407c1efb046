package io.quill.events.push;

import io.quill.events.BusinessDate;
import io.quill.events.FactEvent;

import java.time.LocalDate;
import java.time.ZoneId;

/** Time zones of agents, which decide the day that an event counts for. */
public interface AgentZones {
    ZoneId zone(String agentId);

    /** Returns the day that a fact counts for. */
    default LocalDate day(FactEvent fact) {
        return BusinessDate.of(fact.occurredAt(), zone(fact.agentId()));
    }
}
