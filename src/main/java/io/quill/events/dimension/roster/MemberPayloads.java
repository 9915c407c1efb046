package io.quill.events.dimension.roster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.dimension.CellFormat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds and pseudonymizes the people that payloads and states of agents name. */
public final class MemberPayloads {
    private static final List<String> LISTS = List.of("members", "undone");

    private MemberPayloads() {}

    /** Returns the members with an id. */
    public static List<RosterMember> find(String agentId, JsonNode told) {
        String key = CellFormat.foldKey(agentId);
        List<RosterMember> found = new ArrayList<>();
        for (String list : LISTS) {
            for (JsonNode each : told.path(list)) {
                if (CellFormat.foldKey(each.path("id").asText()).equals(key)) {
                    found.add(
                            new RosterMember(
                                    each.path("id").asText(),
                                    each.path("name").asText(),
                                    each.path("email").asText()));
                }
            }
        }
        return found;
    }

    /** Returns a copy without the names and addresses of erased people, by their folded ids. */
    public static JsonNode pseudonymize(Predicate<String> erased, JsonNode told) {
        JsonNode copy = told.deepCopy();
        for (String list : LISTS) {
            for (JsonNode each : copy.path(list)) {
                String id = each.path("id").asText();
                if (each instanceof ObjectNode member && erased.test(CellFormat.foldKey(id))) {
                    member.put("name", pseudonym(id)).put("email", "");
                }
            }
        }
        return copy;
    }

    /** Returns a name that says no more than the id, which facts keep. */
    public static String pseudonym(String agentId) {
        return "Erased " + agentId.strip();
    }
}
