package io.quill.events.dimension.shift;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Cell;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.Head;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.dimension.sync.Ask.Option;
import io.quill.events.dimension.sync.Fault;
import io.quill.events.dimension.sync.Keeper;
import io.quill.events.dimension.sync.Merge;
import io.quill.events.dimension.sync.Schemas;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.Target;
import io.quill.platform.store.Guard;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps DimShift for the days from today to some weeks ahead. Days that are over stay as they were,
 * for reports look back; where the rules name a time zone, their agents have it as well.
 */
public final class Shifts implements Keeper {
    private final WantedRows wanted;
    private final Roster roster;
    private final InstantSource clock;
    private final ZoneId business;
    private final int daysAhead;

    public Shifts(
            WantedRows wanted, Roster roster, InstantSource clock, ZoneId business, int daysAhead) {
        this.wanted = wanted;
        this.roster = roster;
        this.clock = clock;
        this.business = business;
        this.daysAhead = daysAhead;
    }

    @Override
    public Subject subject() {
        return Subject.SHIFTS;
    }

    @Override
    public String schema() {
        return Schemas.beside(Shifts.class, "dim-shift.schema.json");
    }

    @Override
    public List<Fault> faults(JsonNode payload, Predicate<String> sound) {
        return RuleFaults.of(payload, sound);
    }

    @Override
    public Merge merge(Optional<JsonNode> state, JsonNode payload, Set<Option> options) {
        boolean past = options.contains(Option.REWRITE_PAST);
        if (!past && state.filter(payload::equals).isPresent()) {
            return new Merge.Same();
        }
        Rules rules = Rules.of(payload);
        String label = rules.rules().size() + " rules, " + rules.specials().size() + " single days";
        return new Merge.Next(payload, label, Optional.empty(), remarks(rules));
    }

    @Override
    public Merge restore(JsonNode state, JsonNode earlier, Set<Option> options) {
        return merge(Optional.of(state), earlier, options);
    }

    @Override
    public List<Target> targets(JsonNode state, Set<Option> options) {
        roster.refresh();
        Rules rules = Rules.of(state);
        Map<String, Timetable> timetables =
                agents().stream()
                        .collect(Collectors.toMap(AgentRow::key, agent -> timetable(rules, agent)));
        List<AgentRow> zoned = timetables.values().stream().map(Timetable::agent).toList();
        Optional<LocalDate> since =
                options.contains(Option.REWRITE_PAST) ? first(rules) : Optional.empty();
        return List.of(
                Target.among(Dimension.AGENT, zoned),
                new Target(
                        Dimension.SHIFT,
                        Target.byKey(
                                timetables.values().stream()
                                        .flatMap(each -> each.rows(since, last()))
                                        .toList()),
                        key -> isSpare(key, timetables, since)));
    }

    /** The first day that has a row, or that a rule names; a year back at most. */
    private Optional<LocalDate> first(Rules rules) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), business);
        LocalDate farthest = today.minusYears(1);
        Stream<LocalDate> known =
                wanted.rows(Dimension.SHIFT).keySet().stream().limit(1).map(Shifts::date);
        Stream<LocalDate> named = rules.rules().stream().map(rule -> rule.span().from());
        return Stream.concat(Stream.of(today), Stream.concat(known, named))
                .filter(date -> !date.equals(LocalDate.MIN))
                .map(date -> date.isBefore(farthest) ? farthest : date)
                .min(LocalDate::compareTo);
    }

    /** An agent that is no agent any more has no shifts either. */
    private static boolean isSpare(
            String key, Map<String, Timetable> timetables, Optional<LocalDate> since) {
        String agent = key.substring(key.indexOf('#') + 1);
        return Optional.ofNullable(timetables.get(agent))
                .map(timetable -> timetable.mayChange(date(key), since))
                .orElse(true);
    }

    private static LocalDate date(String key) {
        return LocalDate.parse(key.substring(0, key.indexOf('#')));
    }

    private Timetable timetable(Rules rules, AgentRow agent) {
        Optional<ZoneId> ruled = roster.ruledZone(agent.agentId());
        ZoneId otherwise = ruled.orElse(business);
        LocalDate today = LocalDate.ofInstant(clock.instant(), otherwise);
        Optional<ZoneId> named = ruled.or(() -> rules.zone(agent, today));
        return new Timetable(
                agent.inZone(named.map(ZoneId::getId).orElse("")),
                rules,
                LocalDate.ofInstant(clock.instant(), named.orElse(business)),
                otherwise);
    }

    private List<AgentRow> agents() {
        List<AgentRow> agents = new ArrayList<>();
        wanted.rows(Dimension.AGENT).values().forEach(row -> agents.add(AgentRow.of(row)));
        return agents;
    }

    private LocalDate last() {
        return LocalDate.ofInstant(clock.instant(), business).plusDays(daysAhead);
    }

    /** Another day, or another agent. */
    @Override
    public String stamp() {
        Head agents = wanted.heads().getOrDefault(Dimension.AGENT, Head.NONE);
        return last() + " " + agents.version();
    }

    @Override
    public void conclude(JsonNode state, Supplier<Guard> right) {}

    private List<String> remarks(Rules rules) {
        List<AgentRow> agents = agents();
        return Stream.concat(
                        rules.rules().stream().map(Rule::who),
                        rules.specials().stream().map(Special::who))
                .distinct()
                .filter(who -> agents.stream().noneMatch(who::concerns))
                .map(who -> Cell.key(who.rank().name()) + " " + who.key() + ": nobody is known yet")
                .toList();
    }
}
