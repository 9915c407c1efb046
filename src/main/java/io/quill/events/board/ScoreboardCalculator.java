package io.quill.events.board;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.Metric;
import io.quill.events.board.DayRows.Counted;
import io.quill.events.dimension.CellFormat;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.push.AgentZones;
import io.quill.events.push.FactCounts;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Scoreboards of Quill's own store, with what is settled or on its way. */
public final class ScoreboardCalculator {
    private final WantedRowReader wanted;
    private final FactCounts facts;
    private final AgentZones zones;
    private final InstantSource clock;

    public ScoreboardCalculator(
            WantedRows wanted, FactCounts facts, AgentZones zones, InstantSource clock) {
        this.wanted = new WantedRowReader(wanted);
        this.facts = facts;
        this.zones = zones;
        this.clock = clock;
    }

    /** Computes each agent's current day in the agent's own time zone. */
    public Scoreboard today() {
        Instant now = clock.instant();
        return scoreboard(now, agent -> LocalDate.ofInstant(now, zones.zone(agent)));
    }

    public Scoreboard on(LocalDate date) {
        return scoreboard(clock.instant(), _ -> date);
    }

    private Scoreboard scoreboard(Instant now, Function<String, LocalDate> date) {
        Map<LocalDate, ScoreboardDay> days = new HashMap<>();
        List<AgentScore> scores = new ArrayList<>();
        for (JsonNode agent : wanted.rowsOf(Dimension.AGENT, "")) {
            days.computeIfAbsent(date.apply(agent.path("AgentID").asText()), this::day)
                    .score(agent, now)
                    .ifPresent(scores::add);
        }
        return new Scoreboard(now, scores);
    }

    private ScoreboardDay day(LocalDate date) {
        List<JsonNode> goals = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            String prefix = CellFormat.foldKey(metric.name()) + "#" + YearMonth.from(date) + "#";
            goals.addAll(wanted.rowsOf(Dimension.GOAL, prefix));
        }
        Map<Counted, Long> counts = new HashMap<>();
        facts.countsOn(date)
                .forEach(
                        (of, count) ->
                                counts.put(new Counted(of.agentKey(), of.metric().name()), count));
        return new ScoreboardDay(
                date,
                new DayRows(
                        wanted.rowsOf(Dimension.METRIC, ""),
                        goals,
                        wanted.rowsOf(Dimension.SHIFT, date + "#"),
                        counts));
    }
}
