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

/** All that is said about shifts. */
record Rules(Optional<ZoneId> zone, List<Rule> rules, List<Special> specials) {
    /** A day of an agent: its hours, or none where it is off. */
    record Day(Optional<Hours> hours) {}

    static Rules of(JsonNode json) {
        List<Rule> rules = new ArrayList<>();
        json.path("rules").forEach(each -> rules.add(Rule.of(each)));
        List<Special> specials = new ArrayList<>();
        json.path("exceptions").forEach(each -> specials.add(Special.exception(each)));
        json.path("daysOff").forEach(each -> specials.add(Special.dayOff(each)));
        Optional<ZoneId> zone =
                json.has("timeZone")
                        ? Optional.of(ZoneId.of(json.path("timeZone").asText()))
                        : Optional.empty();
        return new Rules(zone, rules, specials);
    }

    /** Nothing, if nothing at all is said about that day. */
    Optional<Day> day(AgentRow agent, LocalDate date) {
        return special(agent, date)
                .map(special -> new Day(special.hours()))
                .or(() -> ordinary(agent, date));
    }

    private Optional<Special> special(AgentRow agent, LocalDate date) {
        return specials.stream()
                .filter(special -> special.span().contains(date) && special.who().concerns(agent))
                .max(Comparator.comparing(special -> special.who().rank()));
    }

    private Optional<Day> ordinary(AgentRow agent, LocalDate date) {
        List<Rule> said = inForce(agent, date);
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Day(
                                said.stream()
                                        .filter(rule -> rule.worksOn(date))
                                        .findFirst()
                                        .map(Rule::hours)));
    }

    /** Those of the highest rank that has any, whichever their weekdays are. */
    private List<Rule> inForce(AgentRow agent, LocalDate date) {
        List<Rule> said =
                rules.stream()
                        .filter(rule -> rule.span().contains(date) && rule.who().concerns(agent))
                        .toList();
        Optional<Who.Rank> highest =
                said.stream().map(rule -> rule.who().rank()).max(Comparator.naturalOrder());
        return said.stream()
                .filter(rule -> highest.equals(Optional.of(rule.who().rank())))
                .toList();
    }

    /** Where an agent works, as far as the rules say so. */
    Optional<ZoneId> zone(AgentRow agent, LocalDate date) {
        List<Rule> said = inForce(agent, date);
        return said.stream()
                .filter(rule -> rule.worksOn(date))
                .findFirst()
                .or(() -> said.stream().findFirst())
                .flatMap(Rule::zone)
                .or(() -> zone);
    }

    Optional<ShiftRow> row(AgentRow agent, LocalDate date, ZoneId otherwise) {
        ZoneId there = zone(agent, date).orElse(otherwise);
        return day(agent, date)
                .map(
                        day ->
                                day.hours()
                                        .map(hours -> hours.on(date, agent.agentId(), there))
                                        .orElseGet(
                                                () ->
                                                        ShiftRow.dayOff(
                                                                agent.agentId(), date, there)));
    }
}
