package io.quill.events.dimension.roster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Store items of rosters and overrides. A roster is one item, so that it changes at once. */
final class RosterItems {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ROSTERS = "ROSTER";
    private static final String RULINGS = "RULINGS";
    private static final String ERASED = "ERASED";
    private static final String VERSION = "version";
    private static final String SYNCED_AT = "syncedAt";
    private static final String MEMBERS = "members";
    private static final String AGENT = "agentId";
    private static final String DOOR = "door";
    private static final String TEAM = "team";
    private static final String ZONE = "timeZone";

    private final DataStore store;
    private final ItemKey itemKey;

    /** The members by their folded ids; version 0 is that of no roster. */
    record Kept(long version, Instant syncedAt, Map<String, RosterMember> members) {
        static final Kept NONE = new Kept(0, Instant.EPOCH, Map.of());
    }

    RosterItems(DataStore store, String ringGroup) {
        this.store = store;
        this.itemKey = new ItemKey(ROSTERS, "group#" + ringGroup);
    }

    Kept roster() {
        return store.get(itemKey, Consistency.STRONG).map(RosterItems::kept).orElse(Kept.NONE);
    }

    /** Unless somebody else was faster. */
    void put(Kept next, Guard guard) {
        Item item =
                Item.at(itemKey.pk(), itemKey.sk())
                        .with(VERSION, next.version())
                        .with(SYNCED_AT, next.syncedAt().toString())
                        .with(MEMBERS, json(next.members()))
                        .build();
        Condition unmoved =
                next.version() == 1 ? Condition.ABSENT : Condition.is(VERSION, next.version() - 1);
        store.writeAll(List.of(new Write.Put(item, unmoved)), guard);
    }

    /** Returns the names of an agent in the rosters of this and of former ring groups. */
    List<RosterMember> namesOf(String folded) {
        return all(ROSTERS).stream()
                .flatMap(item -> Optional.ofNullable(kept(item).members().get(folded)).stream())
                .toList();
    }

    /**
     * Renames a member in every roster; one that is being written meanwhile is written without the
     * name anyway.
     */
    void rename(RosterMember to) {
        for (Item item : all(ROSTERS)) {
            Map<String, RosterMember> members = kept(item).members();
            if (members.replace(to.key(), to) != null) {
                store.write(
                        new Write.Update(
                                item.key(),
                                List.of(AttributeChange.set(MEMBERS, json(members))),
                                Condition.is(VERSION, item.number(VERSION).orElseThrow())));
            }
        }
    }

    void put(AgentOverride agentOverride) {
        Item item =
                Item.at(RULINGS, agentOverride.key())
                        .with(AGENT, agentOverride.agentId())
                        .with(DOOR, agentOverride.admission().name())
                        .with(TEAM, agentOverride.team())
                        .with(ZONE, agentOverride.timeZone())
                        .build();
        store.write(new Write.Put(item, Condition.NONE));
    }

    Map<String, AgentOverride> overrides() {
        Map<String, AgentOverride> rulings = new LinkedHashMap<>();
        all(RULINGS).forEach(item -> rulings.put(item.key().sk(), ruling(item)));
        return rulings;
    }

    void markErased(String folded, Instant at) {
        Item item = Item.at(ERASED, folded).with("at", at.toString()).build();
        store.write(new Write.Put(item, Condition.NONE));
    }

    Set<String> erased() {
        return all(ERASED).stream().map(item -> item.key().sk()).collect(Collectors.toSet());
    }

    private List<Item> all(String partition) {
        Query query = Query.of(partition).consistent();
        ItemPage itemPage = store.query(query);
        List<Item> items = new ArrayList<>(itemPage.items());
        while (itemPage.next().isPresent()) {
            itemPage = store.query(query.after(itemPage.next().get()));
            items.addAll(itemPage.items());
        }
        return items;
    }

    private static AgentOverride ruling(Item item) {
        return new AgentOverride(
                item.text(AGENT).orElseThrow(),
                AgentOverride.Door.valueOf(item.text(DOOR).orElseThrow()),
                item.text(TEAM).orElseThrow(),
                item.text(ZONE).orElseThrow());
    }

    private static Kept kept(Item item) {
        Map<String, RosterMember> members = new LinkedHashMap<>();
        for (JsonNode each : read(item.text(MEMBERS).orElseThrow())) {
            RosterMember rosterMember =
                    new RosterMember(
                            each.path("id").asText(),
                            each.path("name").asText(),
                            each.path("email").asText());
            members.put(rosterMember.key(), rosterMember);
        }
        return new Kept(
                item.number(VERSION).orElseThrow(),
                Instant.parse(item.text(SYNCED_AT).orElseThrow()),
                members);
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException fault) {
            throw new IllegalArgumentException("The stored roster is no JSON: " + json, fault);
        }
    }

    private static String json(Map<String, RosterMember> members) {
        ArrayNode array = MAPPER.createArrayNode();
        members.values()
                .forEach(
                        each ->
                                array.addObject()
                                        .put("id", each.id())
                                        .put("name", each.name())
                                        .put("email", each.email()));
        return array.toString();
    }
}
