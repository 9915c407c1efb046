package io.quill.events.dimension.roster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Page;
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

/** What rosters and rulings look like in the store. A roster is one item, so it changes at once. */
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
    private final Key key;

    /** The members by their folded ids; version 0 is that of no roster. */
    record Kept(long version, Instant syncedAt, Map<String, Member> members) {
        static final Kept NONE = new Kept(0, Instant.EPOCH, Map.of());
    }

    RosterItems(DataStore store, String ringGroup) {
        this.store = store;
        this.key = new Key(ROSTERS, "group#" + ringGroup);
    }

    Kept roster() {
        return store.get(key, Consistency.STRONG).map(RosterItems::kept).orElse(Kept.NONE);
    }

    /** Unless somebody else was faster. */
    void put(Kept next, Guard guard) {
        Item item =
                Item.at(key.pk(), key.sk())
                        .with(VERSION, next.version())
                        .with(SYNCED_AT, next.syncedAt().toString())
                        .with(MEMBERS, json(next.members()))
                        .build();
        Condition unmoved =
                next.version() == 1 ? Condition.ABSENT : Condition.is(VERSION, next.version() - 1);
        store.writeAll(List.of(new Write.Put(item, unmoved)), guard);
    }

    /** How an agent is called in the rosters of this and of former ring groups. */
    List<Member> namesakes(String folded) {
        return all(ROSTERS).stream()
                .flatMap(item -> Optional.ofNullable(kept(item).members().get(folded)).stream())
                .toList();
    }

    /** In every roster; one that is being written meanwhile is written without the name anyway. */
    void rename(Member to) {
        for (Item item : all(ROSTERS)) {
            Map<String, Member> members = kept(item).members();
            if (members.replace(to.key(), to) != null) {
                store.write(
                        new Write.Update(
                                item.key(),
                                List.of(Change.set(MEMBERS, json(members))),
                                Condition.is(VERSION, item.number(VERSION).orElseThrow())));
            }
        }
    }

    void put(Ruling ruling) {
        Item item =
                Item.at(RULINGS, ruling.key())
                        .with(AGENT, ruling.agentId())
                        .with(DOOR, ruling.door().name())
                        .with(TEAM, ruling.team())
                        .with(ZONE, ruling.timeZone())
                        .build();
        store.write(new Write.Put(item, Condition.NONE));
    }

    Map<String, Ruling> rulings() {
        Map<String, Ruling> rulings = new LinkedHashMap<>();
        all(RULINGS).forEach(item -> rulings.put(item.key().sk(), ruling(item)));
        return rulings;
    }

    void erase(String folded, Instant at) {
        Item item = Item.at(ERASED, folded).with("at", at.toString()).build();
        store.write(new Write.Put(item, Condition.NONE));
    }

    Set<String> erased() {
        return all(ERASED).stream().map(item -> item.key().sk()).collect(Collectors.toSet());
    }

    private List<Item> all(String partition) {
        Query query = Query.of(partition).consistent();
        Page page = store.query(query);
        List<Item> items = new ArrayList<>(page.items());
        while (page.next().isPresent()) {
            page = store.query(query.after(page.next().get()));
            items.addAll(page.items());
        }
        return items;
    }

    private static Ruling ruling(Item item) {
        return new Ruling(
                item.text(AGENT).orElseThrow(),
                Ruling.Door.valueOf(item.text(DOOR).orElseThrow()),
                item.text(TEAM).orElseThrow(),
                item.text(ZONE).orElseThrow());
    }

    private static Kept kept(Item item) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (JsonNode each : read(item.text(MEMBERS).orElseThrow())) {
            Member member =
                    new Member(
                            each.path("id").asText(),
                            each.path("name").asText(),
                            each.path("email").asText());
            members.put(member.key(), member);
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

    private static String json(Map<String, Member> members) {
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
