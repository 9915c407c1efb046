package io.quill.events.dimension.shift;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.ShiftRow;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Rules of shifts, with exceptions and days off. */
record ShiftRules(Optional<ZoneId> zone, List<ShiftRule> rules, List<SpecialDays> specials) {
    /** A day of an agent: its hours, or none where it is off. */
    record Day(Optional<WorkingHours> hours) {}

    static ShiftRules of(JsonNode json) {
        List<ShiftRule> rules = new ArrayList<>();
        json.path("rules").forEach(each -> rules.add(ShiftRule.of(each)));
        List<SpecialDays> specials = new ArrayList<>();
        json.path("exceptions").forEach(each -> specials.add(SpecialDays.exception(each)));
        json.path("daysOff").forEach(each -> specials.add(SpecialDays.dayOff(each)));
        Optional<ZoneId> zone =
                json.has("timeZone")
                        ? Optional.of(ZoneId.of(json.path("timeZone").asText()))
                        : Optional.empty();
        return new ShiftRules(zone, rules, specials);
    }

    /** Returns the hours of an agent's day, or nothing if no rule names it. */
    Optional<Day> day(AgentRow agent, LocalDate date) {
        return special(agent, date)
                .map(specialDays -> new Day(specialDays.hours()))
                .or(() -> ordinary(agent, date));
    }

    private Optional<SpecialDays> special(AgentRow agent, LocalDate date) {
        return specials.stream()
                .filter(
                        specialDays ->
                                specialDays.range().contains(date)
                                        && specialDays.scope().includes(agent))
                .max(Comparator.comparing(specialDays -> specialDays.scope().rank()));
    }

    private Optional<Day> ordinary(AgentRow agent, LocalDate date) {
        List<ShiftRule> said = inForce(agent, date);
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Day(
                                said.stream()
                                        .filter(shiftRule -> shiftRule.worksOn(date))
                                        .findFirst()
                                        .map(ShiftRule::hours)));
    }

    /** Returns the rules of the highest rank that has any, whichever their weekdays. */
    private List<ShiftRule> inForce(AgentRow agent, LocalDate date) {
        List<ShiftRule> said =
                rules.stream()
                        .filter(
                                shiftRule ->
                                        shiftRule.range().contains(date)
                                                && shiftRule.scope().includes(agent))
                        .toList();
        Optional<RuleScope.Rank> highest =
                said.stream()
                        .map(shiftRule -> shiftRule.scope().rank())
                        .max(Comparator.naturalOrder());
        return said.stream()
                .filter(shiftRule -> highest.equals(Optional.of(shiftRule.scope().rank())))
                .toList();
    }

    /** Returns an agent's time zone, if the rules give one. */
    Optional<ZoneId> zone(AgentRow agent, LocalDate date) {
        List<ShiftRule> said = inForce(agent, date);
        return said.stream()
                .filter(shiftRule -> shiftRule.worksOn(date))
                .findFirst()
                .or(() -> said.stream().findFirst())
                .flatMap(ShiftRule::zone)
                .or(() -> zone);
    }

    Optional<ShiftRow> row(AgentRow agent, LocalDate date, ZoneId otherwise) {
        ZoneId there = zone(agent, date).orElse(otherwise);
        return day(agent, date)
                .map(
                        day ->
                                day.hours()
                                        .map(
                                                workingHours ->
                                                        workingHours.toRow(
                                                                date, agent.agentId(), there))
                                        .orElseGet(
                                                () ->
                                                        ShiftRow.dayOff(
                                                                agent.agentId(), date, there)));
    }
}
