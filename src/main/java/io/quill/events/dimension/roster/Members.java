package io.quill.events.dimension.roster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.dimension.Cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The people that payloads and states of {@link Agents} name. */
public final class Members {
    private static final List<String> LISTS = List.of("members", "undone");

    private Members() {}

    /** Those under an id. */
    public static List<Member> under(String agentId, JsonNode told) {
        String key = Cell.key(agentId);
        List<Member> found = new ArrayList<>();
        for (String list : LISTS) {
            for (JsonNode each : told.path(list)) {
                if (Cell.key(each.path("id").asText()).equals(key)) {
                    found.add(
                            new Member(
                                    each.path("id").asText(),
                                    each.path("name").asText(),
                                    each.path("email").asText()));
                }
            }
        }
        return found;
    }

    /** The same without the names and addresses of the people under some folded ids. */
    public static JsonNode without(Predicate<String> erased, JsonNode told) {
        JsonNode copy = told.deepCopy();
        for (String list : LISTS) {
            for (JsonNode each : copy.path(list)) {
                String id = each.path("id").asText();
                if (each instanceof ObjectNode member && erased.test(Cell.key(id))) {
                    member.put("name", pseudonym(id)).put("email", "");
                }
            }
        }
        return copy;
    }

    /** It says no more than the id, which facts keep. */
    public static String pseudonym(String agentId) {
        return "Erased " + agentId.strip();
    }
}
