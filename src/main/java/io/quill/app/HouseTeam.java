package io.quill.app;

import io.quill.events.FactEvent;
import io.quill.events.board.Sheet;
import io.quill.events.board.Standing;
import io.quill.events.board.Status;
import io.quill.events.dimension.roster.Ruling;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Outbox;
import io.quill.events.ledger.State;
import io.quill.events.push.AgentZones;
import io.quill.events.push.FactCounts;
import io.quill.operate.console.view.Names;
import io.quill.operate.console.view.Team;

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

/** The board of the house, and its gate, as the console shows them. */
final class HouseTeam implements Team {
    private final Ground ground;
    private final Names names;
    private final AgentZones zones;
    private final io.quill.events.board.Board board;

    HouseTeam(Ground ground, Names names) {
        this.ground = ground;
        this.names = names;
        ZoneId business = ground.settings().timezone();
        this.zones = agent -> ground.roster().zoneOf(agent).orElse(business);
        this.board =
                new io.quill.events.board.Board(
                        ground.wanted(),
                        new FactCounts(ground.store(), ground.clock()),
                        zones,
                        ground.clock());
    }

    @Override
    public LocalDate today() {
        return LocalDate.ofInstant(ground.clock().instant(), ground.settings().timezone());
    }

    @Override
    public Board board(LocalDate day) {
        Sheet sheet = day.equals(today()) ? board.today() : board.on(day);
        return new Board(day, sheet.at(), sheet.lines().stream().map(this::line).toList());
    }

    private Line line(io.quill.events.board.Line line) {
        return new Line(
                line.agentId(),
                line.name().isBlank() ? line.agentId() : line.name(),
                line.team(),
                line.shift().filter(shift -> shift.hours() > 0).map(shift -> shift(line, shift)),
                line.standings().stream().map(each -> score(line, each)).toList());
    }

    private Shift shift(io.quill.events.board.Line line, io.quill.events.board.Shift shift) {
        ZoneId zone = zones.zone(line.agentId());
        return new Shift(
                shift.start().atZone(zone).toLocalTime(),
                shift.end().atZone(zone).toLocalTime(),
                line.elapsed());
    }

    private static Score score(io.quill.events.board.Line line, Standing standing) {
        return new Score(
                standing.metric(),
                standing.actual(),
                standing.reached().isPresent() ? standing.goal() : OptionalLong.empty(),
                standing.reached(),
                line.elapsed(),
                light(standing.status()));
    }

    private static Light light(Status status) {
        return switch (status) {
            case GREEN -> Light.GREEN;
            case YELLOW -> Light.YELLOW;
            case RED -> Light.RED;
            case NONE -> Light.NONE;
        };
    }

    @Override
    public List<Stranger> strangers() {
        Map<String, List<Instant>> waiting = new HashMap<>();
        new Outbox(ground.store())
                .forEach(
                        State.GATED,
                        entry ->
                                waiting.computeIfAbsent(agent(entry), _ -> new ArrayList<>())
                                        .add(entry.seenAt()));
        return waiting.entrySet().stream()
                .map(each -> stranger(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(Stranger::events).reversed())
                .toList();
    }

    private static String agent(Entry entry) {
        return entry.event().map(FactEvent::agentId).orElse("");
    }

    private Stranger stranger(String agent, List<Instant> seen) {
        return new Stranger(
                agent,
                names.of(agent),
                seen.size(),
                seen.stream().min(Instant::compareTo).orElseThrow());
    }

    /** What was ruled about the agent's team and zone stays. */
    @Override
    public void letIn(String agentId, String who) {
        Optional<Ruling> before =
                ground.roster().rulings().stream()
                        .filter(each -> each.agentId().equalsIgnoreCase(agentId.strip()))
                        .findFirst();
        ground.roster()
                .rule(
                        new Ruling(
                                agentId,
                                Ruling.Door.LET_IN,
                                before.map(Ruling::team).orElse(""),
                                before.map(Ruling::timeZone).orElse("")));
    }
}
