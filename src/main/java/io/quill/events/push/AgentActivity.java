package io.quill.events.push;

import io.quill.events.ledger.IsoTimestamp;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Latest event of each agent that the sink took. */
public final class AgentActivity {
    private static final Set<String> WANTED = Set.of("EventID", "AgentID", "OccurredAt");
    private static final String PARTITION = "AGENTS#SEEN";
    private static final String AT = "at";
    private static final String EVENT = "event";

    private final DataStore store;
    private final Map<String, Sighting> latest = new HashMap<>();

    /** An event of an agent, and when it occurred. */
    public record Sighting(Instant at, String event) {}

    public AgentActivity(DataStore store) {
        this.store = store;
    }

    /** Returns the latest events by the agent ids that facts name. */
    public Map<String, Sighting> all() {
        Map<String, Sighting> all = new HashMap<>();
        Query query = Query.of(PARTITION);
        Optional<ItemPage> page = Optional.of(store.query(query));
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

    /** Updates the latest events by rows of FactEvent that were taken, with a write an agent. */
    synchronized void update(List<String> rows) {
        if (latest.isEmpty()) {
            latest.putAll(all());
        }
        Map<String, Sighting> news = new HashMap<>();
        for (String row : rows) {
            Map<String, String> fact = FactRows.readColumns(row, WANTED);
            Instant at = IsoTimestamp.parse(fact.getOrDefault("OccurredAt", ""));
            String agent = fact.getOrDefault("AgentID", "");
            Sighting known = latest.get(agent);
            if (!agent.isEmpty() && (known == null || known.at().isBefore(at))) {
                Sighting sighting = new Sighting(at, fact.getOrDefault("EventID", ""));
                latest.put(agent, sighting);
                news.put(agent, sighting);
            }
        }
        if (!news.isEmpty()) {
            store.writeAll(news.entrySet().stream().map(AgentActivity::write).toList());
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
