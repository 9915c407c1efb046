package io.quill.events.ledger;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Write;

import java.time.Instant;
import java.util.Optional;

/**
 * Agents that were named when their events had gone out as unassigned. A pushed row cannot be
 * changed, so they wait for a rebuild, and are kept when the events themselves are forgotten.
 */
public final class LateAgents {
    private static final String SORT_KEY = "late-agent";
    private static final String AGENT = "agentId";

    private final DataStore store;

    public LateAgents(DataStore store) {
        this.store = store;
    }

    /** Who was named, when, and by which envelope. */
    public record LateAgent(String agentId, Instant at, String envelope) {}

    public Optional<LateAgent> find(EventKey event) {
        return store.get(key(event), Consistency.STRONG)
                .map(
                        item ->
                                new LateAgent(
                                        item.text(AGENT).orElseThrow(),
                                        Iso.parse(item.text(EntryItems.SEEN_AT).orElseThrow()),
                                        item.text(EntryItems.ENVELOPE).orElse("")));
    }

    /** The fact as it would be, had its agent been named in time. */
    public FactEvent corrected(FactEvent fact) {
        return fact.isUnassigned()
                ? find(fact.key()).map(late -> fact.withAgent(late.agentId())).orElse(fact)
                : fact;
    }

    /** Of several the first is kept. */
    static Write keep(Arrival.Countable named) {
        Key key = key(named.key());
        return Write.insert(
                Item.at(key.pk(), key.sk())
                        .with(AGENT, named.event().agentId())
                        .with(EntryItems.SEEN_AT, EntryItems.time(named.at()))
                        .with(EntryItems.ENVELOPE, named.envelope())
                        .build());
    }

    private static Key key(EventKey event) {
        return new Key(event.value(), SORT_KEY);
    }
}
