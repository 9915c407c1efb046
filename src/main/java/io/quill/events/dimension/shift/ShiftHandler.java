package io.quill.events.dimension.shift;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.CellFormat;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.WantedRowsVersion;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.dimension.sync.DimensionHandler;
import io.quill.events.dimension.sync.MergeDecision;
import io.quill.events.dimension.sync.PayloadError;
import io.quill.events.dimension.sync.SchemaResources;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncRequest.Option;
import io.quill.events.dimension.sync.TargetRows;
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
 * Handler of DimShift, for the days from today to some weeks ahead. Past days stay as they were;
 * where the rules name a time zone, their agents get it as well.
 */
public final class ShiftHandler implements DimensionHandler {
    private final WantedRows wanted;
    private final Roster roster;
    private final InstantSource clock;
    private final ZoneId businessZone;
    private final int daysAhead;

    public ShiftHandler(
            WantedRows wanted, Roster roster, InstantSource clock, ZoneId business, int daysAhead) {
        this.wanted = wanted;
        this.roster = roster;
        this.clock = clock;
        this.businessZone = business;
        this.daysAhead = daysAhead;
    }

    @Override
    public Subject subject() {
        return Subject.SHIFTS;
    }

    @Override
    public String schema() {
        return SchemaResources.load(ShiftHandler.class, "dim-shift.schema.json");
    }

    @Override
    public List<PayloadError> validate(JsonNode payload, Predicate<String> sound) {
        return ShiftRuleValidator.validate(payload, sound);
    }

    @Override
    public MergeDecision merge(Optional<JsonNode> state, JsonNode payload, Set<Option> options) {
        boolean past = options.contains(Option.REWRITE_PAST);
        if (!past && state.filter(payload::equals).isPresent()) {
            return new MergeDecision.Same();
        }
        ShiftRules shiftRules = ShiftRules.of(payload);
        String label =
                shiftRules.rules().size()
                        + " rules, "
                        + shiftRules.specials().size()
                        + " single days";
        return new MergeDecision.Next(payload, label, Optional.empty(), remarks(shiftRules));
    }

    @Override
    public MergeDecision restore(JsonNode state, JsonNode earlier, Set<Option> options) {
        return merge(Optional.of(state), earlier, options);
    }

    @Override
    public List<TargetRows> targets(JsonNode state, Set<Option> options) {
        roster.refresh();
        ShiftRules shiftRules = ShiftRules.of(state);
        Map<String, Timetable> timetables =
                agents().stream()
                        .collect(
                                Collectors.toMap(
                                        AgentRow::key, agent -> timetable(shiftRules, agent)));
        List<AgentRow> zoned = timetables.values().stream().map(Timetable::agent).toList();
        Optional<LocalDate> since =
                options.contains(Option.REWRITE_PAST) ? first(shiftRules) : Optional.empty();
        return List.of(
                TargetRows.including(Dimension.AGENT, zoned),
                new TargetRows(
                        Dimension.SHIFT,
                        TargetRows.byKey(
                                timetables.values().stream()
                                        .flatMap(each -> each.rows(since, last()))
                                        .toList()),
                        key -> isRemovable(key, timetables, since)));
    }

    /** Returns the first day that has a row or that a rule names, a year back at most. */
    private Optional<LocalDate> first(ShiftRules shiftRules) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), businessZone);
        LocalDate farthest = today.minusYears(1);
        Stream<LocalDate> known =
                wanted.rows(Dimension.SHIFT).keySet().stream().limit(1).map(ShiftHandler::date);
        Stream<LocalDate> named =
                shiftRules.rules().stream().map(shiftRule -> shiftRule.range().from());
        return Stream.concat(Stream.of(today), Stream.concat(known, named))
                .filter(date -> !date.equals(LocalDate.MIN))
                .map(date -> date.isBefore(farthest) ? farthest : date)
                .min(LocalDate::compareTo);
    }

    /** Returns whether a row may be removed; one of an unknown agent may. */
    private static boolean isRemovable(
            String key, Map<String, Timetable> timetables, Optional<LocalDate> since) {
        String agent = key.substring(key.indexOf('#') + 1);
        return Optional.ofNullable(timetables.get(agent))
                .map(timetable -> timetable.mayChange(date(key), since))
                .orElse(true);
    }

    private static LocalDate date(String key) {
        return LocalDate.parse(key.substring(0, key.indexOf('#')));
    }

    private Timetable timetable(ShiftRules shiftRules, AgentRow agent) {
        Optional<ZoneId> ruled = roster.overriddenZone(agent.agentId());
        ZoneId otherwise = ruled.orElse(businessZone);
        LocalDate today = LocalDate.ofInstant(clock.instant(), otherwise);
        Optional<ZoneId> named = ruled.or(() -> shiftRules.zone(agent, today));
        return new Timetable(
                agent.inZone(named.map(ZoneId::getId).orElse("")),
                shiftRules,
                LocalDate.ofInstant(clock.instant(), named.orElse(businessZone)),
                otherwise);
    }

    private List<AgentRow> agents() {
        List<AgentRow> agents = new ArrayList<>();
        wanted.rows(Dimension.AGENT).values().forEach(row -> agents.add(AgentRow.of(row)));
        return agents;
    }

    private LocalDate last() {
        return LocalDate.ofInstant(clock.instant(), businessZone).plusDays(daysAhead);
    }

    /** Returns a text that changes with the day and with the agents. */
    @Override
    public String stamp() {
        WantedRowsVersion agents =
                wanted.versions().getOrDefault(Dimension.AGENT, WantedRowsVersion.NONE);
        return last() + " " + agents.version();
    }

    @Override
    public void afterRows(JsonNode state, Supplier<Guard> right) {}

    private List<String> remarks(ShiftRules shiftRules) {
        List<AgentRow> agents = agents();
        return Stream.concat(
                        shiftRules.rules().stream().map(ShiftRule::scope),
                        shiftRules.specials().stream().map(SpecialDays::scope))
                .distinct()
                .filter(ruleScope -> agents.stream().noneMatch(ruleScope::includes))
                .map(
                        ruleScope ->
                                CellFormat.foldKey(ruleScope.rank().name())
                                        + " "
                                        + ruleScope.key()
                                        + ": nobody is known yet")
                .toList();
    }
}
