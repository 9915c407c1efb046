package io.quill.events.dimension;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.FactEvent;

/** An agent; what is not known of one is blank. */
public record AgentRow(
        String agentId, String name, String email, String team, String timeZone, boolean active)
        implements Row {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public AgentRow {
        agentId = Cell.id("An agent's id", agentId);
        name = Cell.text(name);
        email = Cell.text(email);
        team = Cell.text(team);
        timeZone = Cell.text(timeZone);
    }

    /** One that a fact names before anybody has told more about it. */
    public static AgentRow unknown(String agentId) {
        String name = agentId.equals(FactEvent.UNASSIGNED) ? "Unassigned" : "";
        return new AgentRow(agentId, name, "", "", "", true);
    }

    /** Reads what {@link #json} wrote. */
    public static AgentRow of(String json) {
        try {
            JsonNode row = MAPPER.readTree(json);
            return new AgentRow(
                    row.path("AgentID").asText(),
                    row.path("AgentName").asText(),
                    row.path("Email").asText(),
                    row.path("Team").asText(),
                    row.path("TimezoneIANA").asText(),
                    row.path("ActiveFlag").asBoolean());
        } catch (JsonProcessingException fault) {
            throw new IllegalArgumentException("This is no row of an agent: " + json, fault);
        }
    }

    public AgentRow inZone(String zone) {
        return new AgentRow(agentId, name, email, team, zone, active);
    }

    public AgentRow named(String other, String address) {
        return new AgentRow(agentId, other, address, team, timeZone, active);
    }

    @Override
    public Dimension dimension() {
        return Dimension.AGENT;
    }

    @Override
    public String key() {
        return Cell.key(agentId);
    }

    @Override
    public String json() {
        return Cell.row()
                .put("AgentID", agentId)
                .put("AgentName", name)
                .put("Email", email)
                .put("Team", team)
                .put("TimezoneIANA", timeZone)
                .put("ActiveFlag", active)
                .toString();
    }
}
