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
 * What the first report shows, without Power BI: each agent's counts against goals and the shift so
 * far. Two definitions of one thing: whoever changes the measures changes this as well.
 */
public final class Board {
    private static final Comparator<Line> BY_NAME =
            Comparator.comparing((Line line) -> line.name().isEmpty())
                    .thenComparing(Line::name, String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(Line::agentId);

    private final WantedRows wanted;
    private final FactCounts facts;
    private final AgentZones zones;
    private final InstantSource clock;

    public Board(WantedRows wanted, FactCounts facts, AgentZones zones, InstantSource clock) {
        this.wanted = wanted;
        this.facts = facts;
        this.zones = zones;
        this.clock = clock;
    }

    /** Each agent on the day that it is where they work. */
    public Sheet today() {
        Instant now = clock.instant();
        return sheet(now, agent -> LocalDate.ofInstant(now, zones.zone(agent.agentId())));
    }

    public Sheet on(LocalDate date) {
        return sheet(clock.instant(), _ -> date);
    }

    private Sheet sheet(Instant now, Function<AgentRow, LocalDate> date) {
        Rows rows = new Rows(wanted);
        Map<LocalDate, Day> days = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (String row : wanted.rows(Dimension.AGENT).values()) {
            AgentRow agent = AgentRow.of(row);
            Day day = days.computeIfAbsent(date.apply(agent), each -> new Day(rows, facts, each));
            if (agent.active() || day.busy().contains(agent.key())) {
                lines.add(day.line(agent, now));
            }
        }
        return new Sheet(now, lines.stream().sorted(BY_NAME).toList());
    }
}
