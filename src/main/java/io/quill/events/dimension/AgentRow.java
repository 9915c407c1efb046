package io.quill.events.dimension;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.FactEvent;

/** Row of an agent; unknown values are blank. */
public record AgentRow(
        String agentId, String name, String email, String team, String timeZone, boolean active)
        implements DimensionRow {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public AgentRow {
        agentId = CellFormat.agentId(agentId);
        name = CellFormat.text(name);
        email = CellFormat.text(email);
        team = CellFormat.text(team);
        timeZone = CellFormat.text(timeZone);
    }

    /** Returns the row of an agent that a fact names before anything else is known of it. */
    public static AgentRow unknown(String agentId) {
        String name = agentId.equals(FactEvent.UNASSIGNED) ? "Unassigned" : "";
        return new AgentRow(agentId, name, "", "", "", true);
    }

    /** Reads a row from its JSON. */
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
        return CellFormat.foldKey(agentId);
    }

    @Override
    public String json() {
        return CellFormat.newRow()
                .put("AgentID", agentId)
                .put("AgentName", name)
                .put("Email", email)
                .put("Team", team)
                .put("TimezoneIANA", timeZone)
                .put("ActiveFlag", active)
                .toString();
    }
}
