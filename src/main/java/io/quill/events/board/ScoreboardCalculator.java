package io.quill.events.board;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.push.AgentZones;
import io.quill.events.push.FactCounts;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Computes each agent's counts against goals and elapsed shift, as the first report shows them. The
 * measures in Power BI define the same: whoever changes one must change the other.
 */
public final class ScoreboardCalculator {
    private static final Comparator<AgentScore> BY_NAME =
            Comparator.comparing((AgentScore agentScore) -> agentScore.name().isEmpty())
                    .thenComparing(AgentScore::name, String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(AgentScore::agentId);

    private final WantedRows wanted;
    private final FactCounts facts;
    private final AgentZones zones;
    private final InstantSource clock;

    public ScoreboardCalculator(
            WantedRows wanted, FactCounts facts, AgentZones zones, InstantSource clock) {
        this.wanted = wanted;
        this.facts = facts;
        this.zones = zones;
        this.clock = clock;
    }

    /** Computes each agent's current day in the agent's own time zone. */
    public Scoreboard today() {
        Instant now = clock.instant();
        return sheet(now, agent -> LocalDate.ofInstant(now, zones.zone(agent.agentId())));
    }

    public Scoreboard on(LocalDate date) {
        return sheet(clock.instant(), _ -> date);
    }

    private Scoreboard sheet(Instant now, Function<AgentRow, LocalDate> date) {
        WantedRowReader wantedRowReader = new WantedRowReader(wanted);
        Map<LocalDate, ScoreboardDay> days = new HashMap<>();
        List<AgentScore> lines = new ArrayList<>();
        for (String row : wanted.rows(Dimension.AGENT).values()) {
            AgentRow agent = AgentRow.of(row);
            ScoreboardDay scoreboardDay =
                    days.computeIfAbsent(
                            date.apply(agent),
                            each -> new ScoreboardDay(wantedRowReader, facts, each));
            if (agent.active() || scoreboardDay.activeAgents().contains(agent.key())) {
                lines.add(scoreboardDay.line(agent, now));
            }
        }
        return new Scoreboard(now, lines.stream().sorted(BY_NAME).toList());
    }
}
