package io.quill.events.push;

import io.quill.events.ledger.Iso;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Page;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Of each agent the latest event that the sink took. */
public final class Sightings {
    private static final Set<String> WANTED = Set.of("EventID", "AgentID", "OccurredAt");
    private static final String PARTITION = "AGENTS#SEEN";
    private static final String AT = "at";
    private static final String EVENT = "event";

    private final DataStore store;
    private final Map<String, Sighting> noted = new HashMap<>();

    /** An event of an agent, and when it occurred. */
    public record Sighting(Instant at, String event) {}

    public Sightings(DataStore store) {
        this.store = store;
    }

    /** By the ids that facts name. */
    public Map<String, Sighting> all() {
        Map<String, Sighting> all = new HashMap<>();
        Query query = Query.of(PARTITION);
        Optional<Page> page = Optional.of(store.query(query));
        while (page.isPresent()) {
            page.get().items().forEach(item -> all.put(item.key().sk(), sighting(item)));
            page = page.get().next().map(cursor -> store.query(query.after(cursor)));
        }
        return all;
    }

    private static Sighting sighting(Item item) {
        return new Sighting(
                Instant.parse(item.text(AT).orElseThrow()), item.text(EVENT).orElseThrow());
    }

    /** Rows of FactEvent that were taken; a write for each agent of whom there is news. */
    synchronized void note(List<String> rows) {
        if (noted.isEmpty()) {
            noted.putAll(all());
        }
        Map<String, Sighting> news = new HashMap<>();
        for (String row : rows) {
            Map<String, String> fact = FactRows.texts(row, WANTED);
            Instant at = Iso.parse(fact.getOrDefault("OccurredAt", ""));
            String agent = fact.getOrDefault("AgentID", "");
            Sighting known = noted.get(agent);
            if (!agent.isEmpty() && (known == null || known.at().isBefore(at))) {
                Sighting sighting = new Sighting(at, fact.getOrDefault("EventID", ""));
                noted.put(agent, sighting);
                news.put(agent, sighting);
            }
        }
        if (!news.isEmpty()) {
            store.writeAll(news.entrySet().stream().map(Sightings::write).toList());
        }
    }

    private static Write write(Map.Entry<String, Sighting> each) {
        Item.Builder item =
                Item.at(PARTITION, each.getKey())
                        .with(AT, each.getValue().at().toString())
                        .with(EVENT, each.getValue().event());
        return new Write.Put(item.build(), Condition.NONE);
    }
}
