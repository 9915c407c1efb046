package io.quill.events.dimension.shift;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.CellFormat;

/** Scope of a rule; the later the rank, the more it weighs. */
record RuleScope(Rank rank, String key) {
    enum Rank {
        EVERYONE,
        TEAM,
        AGENT
    }

    static RuleScope of(JsonNode json) {
        if (json.has("agent")) {
            return new RuleScope(Rank.AGENT, CellFormat.foldKey(json.path("agent").asText()));
        }
        return json.has("team")
                ? new RuleScope(Rank.TEAM, CellFormat.foldKey(json.path("team").asText()))
                : new RuleScope(Rank.EVERYONE, "");
    }

    boolean includes(AgentRow agent) {
        return switch (rank) {
            case EVERYONE -> true;
            case TEAM -> key.equals(CellFormat.foldKey(agent.team()));
            case AGENT -> key.equals(agent.key());
        };
    }
}
