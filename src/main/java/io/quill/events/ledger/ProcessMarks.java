package io.quill.events.ledger;

import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Marks of the processes that write to the store. Each removes its own at its end; one that stays
 * unchanged is of a process that ended uncleanly.
 */
final class ProcessMarks {
    private static final String PARTITION = "PROCESS";
    private static final String HEARTBEATS = "beats";

    /**
     * Looks without a change after which a process counts as dead; it sends a heartbeat with each
     * look.
     */
    private static final int SILENT_LOOKS = 5;

    private final DataStore store;
    private final String process;
    private final Map<ItemKey, Sighting> seen = new HashMap<>();

    private record Sighting(long beats, int looks) {}

    ProcessMarks(DataStore store, String process) {
        this.store = store;
        this.process = process;
    }

    void heartbeat() {
        store.write(
                new Write.Update(
                        own(), List.of(AttributeChange.add(HEARTBEATS, 1)), Condition.NONE));
    }

    void removeOwn() {
        remove(List.of(own()));
    }

    /**
     * Returns the marks of processes that ended uncleanly, to be removed once that was made up for.
     */
    List<ItemKey> dead() {
        List<ItemKey> dead = new ArrayList<>();
        Map<ItemKey, Sighting> now = new HashMap<>();
        for (Item mark : marks()) {
            Sighting sighting = sighting(mark);
            now.put(mark.key(), sighting);
            boolean gone = store.isExclusive() || sighting.looks() > SILENT_LOOKS;
            if (gone && !mark.key().equals(own())) {
                dead.add(mark.key());
            }
        }
        seen.clear();
        seen.putAll(now);
        return dead;
    }

    void remove(List<ItemKey> marks) {
        store.writeAll(marks.stream().map(mark -> new Write.Delete(mark, Condition.NONE)).toList());
    }

    private Sighting sighting(Item mark) {
        long beats = mark.number(HEARTBEATS).orElse(0L);
        Sighting before = seen.getOrDefault(mark.key(), new Sighting(beats, 0));
        return before.beats() == beats
                ? new Sighting(beats, before.looks() + 1)
                : new Sighting(beats, 1);
    }

    private List<Item> marks() {
        Query query = Query.of(PARTITION).consistent();
        List<Item> marks = new ArrayList<>();
        Optional<ItemPage> page = Optional.of(store.query(query));
        while (page.isPresent()) {
            marks.addAll(page.get().items());
            page = page.get().next().map(cursor -> store.query(query.after(cursor)));
        }
        return marks;
    }

    private ItemKey own() {
        return new ItemKey(PARTITION, process);
    }
}
