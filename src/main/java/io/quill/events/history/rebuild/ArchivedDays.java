package io.quill.events.history.rebuild;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.history.ArchivedFact;
import io.quill.events.push.AgentZones;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.Write;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Business days that archived facts were pushed with. A day is kept if the agent's time zone has
 * changed since, so that it would come out differently now.
 */
public final class ArchivedDays implements AgentZones {
    private static final String DAY = "day";
    private static final ItemKey SOME = new ItemKey("DAY", "some");

    private final DataStore store;
    private final AgentZones zones;
    private boolean hasAny;

    public ArchivedDays(DataStore store, AgentZones zones) {
        this.store = store;
        this.zones = zones;
        this.hasAny = store.get(SOME, Consistency.STRONG).isPresent();
    }

    /**
     * Keeps the days that have changed; call it before the facts are held, so that none is pushed
     * with another day.
     */
    void note(List<ArchivedFact> facts) {
        List<Write> notes =
                facts.stream()
                        .filter(fact -> !zones.day(fact.event()).equals(fact.day()))
                        .<Write>map(fact -> new Write.Put(item(fact), Condition.NONE))
                        .toList();
        if (!notes.isEmpty()) {
            store.write(new Write.Put(Item.at(SOME.pk(), SOME.sk()).build(), Condition.NONE));
            store.writeAll(notes);
            hasAny = true;
        }
    }

    private static Item item(ArchivedFact fact) {
        ItemKey itemKey = key(fact.event().key());
        return Item.at(itemKey.pk(), itemKey.sk()).with(DAY, fact.day().toString()).build();
    }

    private static ItemKey key(EventKey event) {
        return new ItemKey("DAY#" + event.value(), DAY);
    }

    @Override
    public ZoneId zone(String agentId) {
        return zones.zone(agentId);
    }

    @Override
    public LocalDate day(FactEvent fact) {
        Optional<LocalDate> noted =
                hasAny
                        ? store.get(key(fact.key()), Consistency.STRONG)
                                .flatMap(item -> item.text(DAY))
                                .map(LocalDate::parse)
                        : Optional.empty();
        return noted.orElseGet(() -> zones.day(fact));
    }
}
