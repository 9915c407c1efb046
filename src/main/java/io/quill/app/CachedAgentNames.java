package io.quill.app;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.CellFormat;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.operate.console.view.AgentNameLookup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Agent names from the agents' dimension, cached for all rows of a page. */
final class CachedAgentNames implements AgentNameLookup {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final WantedRows wanted;
    private final InstantSource clock;
    private Map<String, AgentRow> agents = Map.of();
    private Instant readAt = Instant.MIN;

    CachedAgentNames(WantedRows wanted, InstantSource clock) {
        this.wanted = wanted;
        this.clock = clock;
    }

    @Override
    public String of(String agentId) {
        AgentRow agent = agents().get(CellFormat.foldKey(agentId));
        return agent == null ? agentId : agent.name();
    }

    @Override
    public List<String> known() {
        return agents().values().stream().map(AgentRow::name).distinct().sorted().toList();
    }

    @Override
    public String id(String text) {
        return agents().values().stream()
                .filter(agent -> agent.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .map(AgentRow::agentId)
                .orElse(text);
    }

    private synchronized Map<String, AgentRow> agents() {
        Instant now = clock.instant();
        if (now.minus(FRESH).isAfter(readAt)) {
            agents =
                    wanted.rows(Dimension.AGENT).values().stream()
                            .map(AgentRow::of)
                            .filter(agent -> !agent.name().isBlank())
                            .collect(Collectors.toMap(AgentRow::key, Function.identity()));
            readAt = now;
        }
        return agents;
    }
}
