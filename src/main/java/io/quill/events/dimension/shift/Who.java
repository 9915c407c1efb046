package io.quill.events.dimension.shift;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Cell;

/** Whom something is said for; the later the rank, the more it weighs. */
record Who(Rank rank, String key) {
    enum Rank {
        EVERYONE,
        TEAM,
        AGENT
    }

    static Who of(JsonNode json) {
        if (json.has("agent")) {
            return new Who(Rank.AGENT, Cell.key(json.path("agent").asText()));
        }
        return json.has("team")
                ? new Who(Rank.TEAM, Cell.key(json.path("team").asText()))
                : new Who(Rank.EVERYONE, "");
    }

    boolean concerns(AgentRow agent) {
        return switch (rank) {
            case EVERYONE -> true;
            case TEAM -> key.equals(Cell.key(agent.team()));
            case AGENT -> key.equals(agent.key());
        };
    }
}
