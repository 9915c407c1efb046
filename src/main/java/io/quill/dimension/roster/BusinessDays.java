package io.quill.dimension.roster;

import io.quill.event.BusinessDate;
import io.quill.event.FactEvent;

import java.time.LocalDate;
import java.time.ZoneId;

/** Which day a fact counts for: that of its agent's time zone, or else of the business's. */
public record BusinessDays(Roster roster, ZoneId fallback) {
    public LocalDate of(FactEvent fact) {
        return BusinessDate.of(fact.occurredAt(), roster.zoneOf(fact.agentId()).orElse(fallback));
    }
}
