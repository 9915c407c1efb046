package io.quill.events.dimension.roster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.sync.Ask.Option;
import io.quill.events.dimension.sync.Fault;
import io.quill.events.dimension.sync.Keeper;
import io.quill.events.dimension.sync.Merge;
import io.quill.events.dimension.sync.Schemas;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.Target;
import io.quill.platform.store.Guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps DimAgent and the roster. Who goes back to an earlier roster does not want the one that the
 * source still tells, so that one is passed over until the source tells another, or it is forced.
 */
public final class Agents implements Keeper {
    private static final String MEMBERS = "members";
    private static final String UNDONE = "undone";

    private final Roster roster;

    public Agents(Roster roster) {
        this.roster = roster;
    }

    /** Members as a payload. */
    public static String payload(List<Member> members) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray(MEMBERS);
        Roster.byKey(members)
                .values()
                .forEach(
                        each ->
                                all.addObject()
                                        .put("id", each.id())
                                        .put("name", each.name())
                                        .put("email", each.email()));
        return json.toString();
    }

    @Override
    public Subject subject() {
        return Subject.AGENTS;
    }

    @Override
    public String schema() {
        return Schemas.beside(Agents.class, "dim-agent.schema.json");
    }

    @Override
    public List<Fault> faults(JsonNode payload, Predicate<String> sound) {
        return List.of();
    }

    @Override
    public JsonNode kept(JsonNode told) {
        return Members.without(roster.erased()::contains, told);
    }

    @Override
    public Merge merge(Optional<JsonNode> state, JsonNode payload, Set<Option> options) {
        List<Member> members = members(payload.path(MEMBERS));
        boolean forced = options.contains(Option.FORCE);
        if (is(state, MEMBERS, members) || (!forced && is(state, UNDONE, members))) {
            return new Merge.Same();
        }
        Optional<String> doubt = forced ? Optional.empty() : roster.doubt(members);
        return doubt.<Merge>map(Merge.Refused::new)
                .orElseGet(() -> Merge.Next.of(payload, label(members)));
    }

    private static boolean is(Optional<JsonNode> state, String name, List<Member> members) {
        return state.filter(known -> known.has(name))
                .map(known -> Roster.byKey(members(known.path(name))))
                .filter(Roster.byKey(members)::equals)
                .isPresent();
    }

    @Override
    public Merge restore(JsonNode state, JsonNode earlier, Set<Option> options) {
        List<Member> members = members(earlier.path(MEMBERS));
        if (is(Optional.of(state), MEMBERS, members)) {
            return new Merge.Same();
        }
        ObjectNode next = JsonNodeFactory.instance.objectNode();
        next.set(MEMBERS, earlier.path(MEMBERS));
        next.set(UNDONE, state.path(MEMBERS));
        return Merge.Next.of(next, label(members));
    }

    private static String label(List<Member> members) {
        return members.size() + " members";
    }

    /** Leavers stay, because history needs their names. */
    @Override
    public List<Target> targets(JsonNode state, Set<Option> options) {
        return List.of(Target.among(Dimension.AGENT, roster.rows(members(state.path(MEMBERS)))));
    }

    @Override
    public String stamp() {
        return "";
    }

    @Override
    public void conclude(JsonNode state, Supplier<Guard> right) {
        roster.install(members(state.path(MEMBERS)), right);
    }

    private static List<Member> members(JsonNode json) {
        List<Member> members = new ArrayList<>();
        json.forEach(
                each ->
                        members.add(
                                new Member(
                                        each.path("id").asText(),
                                        each.path("name").asText(),
                                        each.path("email").asText())));
        return members;
    }
}
