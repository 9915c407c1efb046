package io.quill.events.dimension.shift;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.ShiftRow;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the rules come to for one agent.
 *
 * @param today where the agent works
 * @param otherwise the zone of the hours where the rules name none
 */
record Timetable(AgentRow agent, Rules rules, LocalDate today, ZoneId otherwise) {
    /** One a day that the rules say anything about; a leaver gets no more. */
    Stream<ShiftRow> rows(Optional<LocalDate> since, LocalDate last) {
        LocalDate from = since.orElse(today);
        return !agent.active() || last.isBefore(from)
                ? Stream.empty()
                : from.datesUntil(last.plusDays(1))
                        .flatMap(date -> rules.row(agent, date, otherwise).stream());
    }

    /** Days that are over stay as they are, unless they are to be rewritten; a leaver's do. */
    boolean mayChange(LocalDate date, Optional<LocalDate> since) {
        return agent.active() ? !date.isBefore(since.orElse(today)) : date.isAfter(today);
    }
}
