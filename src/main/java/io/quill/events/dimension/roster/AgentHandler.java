package io.quill.events.dimension.roster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.sync.DimensionHandler;
import io.quill.events.dimension.sync.MergeDecision;
import io.quill.events.dimension.sync.PayloadError;
import io.quill.events.dimension.sync.SchemaResources;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncRequest.Option;
import io.quill.events.dimension.sync.TargetRows;
import io.quill.platform.store.Guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Handler of DimAgent and the roster. After a rollback, the roster that the source still reports is
 * passed over until it reports another, or it is forced.
 */
public final class AgentHandler implements DimensionHandler {
    private static final String MEMBERS = "members";
    private static final String UNDONE = "undone";

    private final Roster roster;

    public AgentHandler(Roster roster) {
        this.roster = roster;
    }

    /** Writes members as a payload. */
    public static String payload(List<RosterMember> members) {
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
        return SchemaResources.load(AgentHandler.class, "dim-agent.schema.json");
    }

    @Override
    public List<PayloadError> validate(JsonNode payload, Predicate<String> sound) {
        return List.of();
    }

    @Override
    public JsonNode withoutErased(JsonNode told) {
        return MemberPayloads.pseudonymize(roster.erased()::contains, told);
    }

    @Override
    public MergeDecision merge(Optional<JsonNode> state, JsonNode payload, Set<Option> options) {
        List<RosterMember> members = members(payload.path(MEMBERS));
        boolean forced = options.contains(Option.FORCE);
        if (hasMembers(state, MEMBERS, members)
                || (!forced && hasMembers(state, UNDONE, members))) {
            return new MergeDecision.Same();
        }
        Optional<String> doubt = forced ? Optional.empty() : roster.objection(members);
        return doubt.<MergeDecision>map(MergeDecision.Refused::new)
                .orElseGet(() -> MergeDecision.Next.of(payload, label(members)));
    }

    private static boolean hasMembers(
            Optional<JsonNode> state, String name, List<RosterMember> members) {
        return state.filter(known -> known.has(name))
                .map(known -> Roster.byKey(members(known.path(name))))
                .filter(Roster.byKey(members)::equals)
                .isPresent();
    }

    @Override
    public MergeDecision restore(JsonNode state, JsonNode earlier, Set<Option> options) {
        List<RosterMember> members = members(earlier.path(MEMBERS));
        if (hasMembers(Optional.of(state), MEMBERS, members)) {
            return new MergeDecision.Same();
        }
        ObjectNode next = JsonNodeFactory.instance.objectNode();
        next.set(MEMBERS, earlier.path(MEMBERS));
        next.set(UNDONE, state.path(MEMBERS));
        return MergeDecision.Next.of(next, label(members));
    }

    private static String label(List<RosterMember> members) {
        return members.size() + " members";
    }

    /** Returns rows without removing agents who left, because history needs their names. */
    @Override
    public List<TargetRows> targets(JsonNode state, Set<Option> options) {
        return List.of(
                TargetRows.including(Dimension.AGENT, roster.rows(members(state.path(MEMBERS)))));
    }

    @Override
    public String stamp() {
        return "";
    }

    @Override
    public void afterRows(JsonNode state, Supplier<Guard> right) {
        roster.replaceMembers(members(state.path(MEMBERS)), right);
    }

    private static List<RosterMember> members(JsonNode json) {
        List<RosterMember> members = new ArrayList<>();
        json.forEach(
                each ->
                        members.add(
                                new RosterMember(
                                        each.path("id").asText(),
                                        each.path("name").asText(),
                                        each.path("email").asText())));
        return members;
    }
}
