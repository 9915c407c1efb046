package io.quill.events.dimension.shift;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.ShiftRow;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Timetable of one agent, as it follows from the rules.
 *
 * @param today where the agent works
 * @param defaultZone the zone of the hours where the rules name none
 */
record Timetable(AgentRow agent, ShiftRules rules, LocalDate today, ZoneId defaultZone) {
    /** Returns a row for each day that the rules name; an agent who left gets no more. */
    Stream<ShiftRow> rows(Optional<LocalDate> since, LocalDate last) {
        LocalDate from = since.orElse(today);
        return !agent.active() || last.isBefore(from)
                ? Stream.empty()
                : from.datesUntil(last.plusDays(1))
                        .flatMap(date -> rules.row(agent, date, defaultZone).stream());
    }

    /** Returns whether a day's row may change: a past day does only if it is to be rewritten. */
    boolean mayChange(LocalDate date, Optional<LocalDate> since) {
        return agent.active() ? !date.isBefore(since.orElse(today)) : date.isAfter(today);
    }
}
