package io.quill.app;

import io.quill.events.FactEvent;
import io.quill.events.board.GoalStatus;
import io.quill.events.board.MetricScore;
import io.quill.events.board.Scoreboard;
import io.quill.events.dimension.roster.AgentOverride;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;
import io.quill.events.push.AgentZones;
import io.quill.events.push.FactCounts;
import io.quill.operate.console.view.AgentNameLookup;
import io.quill.operate.console.view.TeamView;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Board and gate of the agents, for the console. */
final class TeamBoard implements TeamView {
    private final Services services;
    private final AgentNameLookup agentNameLookup;
    private final AgentZones zones;
    private final io.quill.events.board.ScoreboardCalculator scoreboardCalculator;

    TeamBoard(Services services, AgentNameLookup agentNameLookup) {
        this.services = services;
        this.agentNameLookup = agentNameLookup;
        ZoneId business = services.settings().timezone();
        this.zones = agent -> services.roster().zoneOf(agent).orElse(business);
        this.scoreboardCalculator =
                new io.quill.events.board.ScoreboardCalculator(
                        services.wanted(),
                        new FactCounts(services.store(), services.clock()),
                        zones,
                        services.clock());
    }

    @Override
    public LocalDate today() {
        return LocalDate.ofInstant(services.clock().instant(), services.settings().timezone());
    }

    @Override
    public Board board(LocalDate day) {
        Scoreboard scoreboard =
                day.equals(today()) ? scoreboardCalculator.today() : scoreboardCalculator.on(day);
        return new Board(
                day, scoreboard.at(), scoreboard.scores().stream().map(this::line).toList());
    }

    private Line line(io.quill.events.board.AgentScore agentScore) {
        return new Line(
                agentScore.agentId(),
                agentScore.name().isBlank() ? agentScore.agentId() : agentScore.name(),
                agentScore.team(),
                agentScore
                        .shift()
                        .filter(agentShift -> agentShift.hours() > 0)
                        .map(agentShift -> shift(agentScore, agentShift)),
                agentScore.scores().stream().map(each -> score(agentScore, each)).toList());
    }

    private Shift shift(
            io.quill.events.board.AgentScore agentScore,
            io.quill.events.board.AgentShift agentShift) {
        ZoneId zone = zones.zone(agentScore.agentId());
        return new Shift(
                agentShift.start().atZone(zone).toLocalTime(),
                agentShift.end().atZone(zone).toLocalTime(),
                agentScore.elapsed());
    }

    private static Score score(
            io.quill.events.board.AgentScore agentScore, MetricScore metricScore) {
        return new Score(
                metricScore.metric(),
                metricScore.actual(),
                metricScore.reached().isPresent() ? metricScore.goal() : OptionalLong.empty(),
                metricScore.reached(),
                agentScore.elapsed(),
                light(metricScore.status()));
    }

    private static Light light(GoalStatus goalStatus) {
        return switch (goalStatus) {
            case GREEN -> Light.GREEN;
            case YELLOW -> Light.YELLOW;
            case RED -> Light.RED;
            case NONE -> Light.NONE;
        };
    }

    @Override
    public List<Stranger> strangers() {
        Map<String, List<Instant>> waiting = new HashMap<>();
        new Outbox(services.store())
                .forEach(
                        EntryState.GATED,
                        ledgerEntry ->
                                waiting.computeIfAbsent(agent(ledgerEntry), _ -> new ArrayList<>())
                                        .add(ledgerEntry.seenAt()));
        return waiting.entrySet().stream()
                .map(each -> stranger(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(Stranger::events).reversed())
                .toList();
    }

    private static String agent(LedgerEntry ledgerEntry) {
        return ledgerEntry.event().map(FactEvent::agentId).orElse("");
    }

    private Stranger stranger(String agent, List<Instant> seen) {
        return new Stranger(
                agent,
                agentNameLookup.of(agent),
                seen.size(),
                seen.stream().min(Instant::compareTo).orElseThrow());
    }

    /** Lets an agent in; rulings about the agent's team and zone are kept. */
    @Override
    public void letIn(String agentId, String who) {
        Optional<AgentOverride> before =
                services.roster().overrides().stream()
                        .filter(each -> each.agentId().equalsIgnoreCase(agentId.strip()))
                        .findFirst();
        services.roster()
                .override(
                        new AgentOverride(
                                agentId,
                                AgentOverride.Door.LET_IN,
                                before.map(AgentOverride::team).orElse(""),
                                before.map(AgentOverride::timeZone).orElse("")));
    }
}
