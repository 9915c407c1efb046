package io.quill.events.ledger;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.Write;

import java.time.Instant;
import java.util.Optional;

/**
 * Agents that were named after their events had been pushed as unassigned. A pushed row cannot be
 * changed, so they are kept for the next rebuild, even when the events are forgotten.
 */
public final class LateAgents {
    private static final String SORT_KEY = "late-agent";
    private static final String AGENT = "agentId";

    private final DataStore store;

    public LateAgents(DataStore store) {
        this.store = store;
    }

    /** Agent that was named late, with the time and the envelope. */
    public record LateAgent(String agentId, Instant at, String envelope) {}

    public Optional<LateAgent> find(EventKey event) {
        return store.get(key(event), Consistency.STRONG)
                .map(
                        item ->
                                new LateAgent(
                                        item.text(AGENT).orElseThrow(),
                                        IsoTimestamp.parse(
                                                item.text(EntryItems.SEEN_AT).orElseThrow()),
                                        item.text(EntryItems.ENVELOPE).orElse("")));
    }

    /** Returns the fact with the agent who was named too late, if there is one. */
    public FactEvent corrected(FactEvent fact) {
        return fact.isUnassigned()
                ? find(fact.key()).map(late -> fact.withAgent(late.agentId())).orElse(fact)
                : fact;
    }

    /** Returns the write that keeps an agent; of several the first is kept. */
    static Write insertion(Arrival.Countable named) {
        ItemKey itemKey = key(named.key());
        return Write.insert(
                Item.at(itemKey.pk(), itemKey.sk())
                        .with(AGENT, named.event().agentId())
                        .with(EntryItems.SEEN_AT, EntryItems.time(named.at()))
                        .with(EntryItems.ENVELOPE, named.envelope())
                        .build());
    }

    private static ItemKey key(EventKey event) {
        return new ItemKey(event.value(), SORT_KEY);
    }
}
