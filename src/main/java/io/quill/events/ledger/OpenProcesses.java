package io.quill.events.ledger;

import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Page;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Marks in the store of the processes that write to it. Each takes its own away at its end; one
 * that stays and no longer changes is of a process that ended uncleanly.
 */
final class OpenProcesses {
    private static final String PARTITION = "PROCESS";
    private static final String BEATS = "beats";

    /** Looks without a change after which a process is taken for dead; it beats once a look. */
    private static final int SILENT_LOOKS = 5;

    private final DataStore store;
    private final String process;
    private final Map<Key, Sighting> seen = new HashMap<>();

    private record Sighting(long beats, int looks) {}

    OpenProcesses(DataStore store, String process) {
        this.store = store;
        this.process = process;
    }

    void beat() {
        store.write(new Write.Update(own(), List.of(Change.add(BEATS, 1)), Condition.NONE));
    }

    void leave() {
        forget(List.of(own()));
    }

    /** Marks of those that ended uncleanly, to be forgotten once that was made up for. */
    List<Key> dead() {
        List<Key> dead = new ArrayList<>();
        Map<Key, Sighting> now = new HashMap<>();
        for (Item mark : marks()) {
            Sighting sighting = sighting(mark);
            now.put(mark.key(), sighting);
            boolean gone = store.exclusive() || sighting.looks() > SILENT_LOOKS;
            if (gone && !mark.key().equals(own())) {
                dead.add(mark.key());
            }
        }
        seen.clear();
        seen.putAll(now);
        return dead;
    }

    void forget(List<Key> marks) {
        store.writeAll(marks.stream().map(mark -> new Write.Delete(mark, Condition.NONE)).toList());
    }

    private Sighting sighting(Item mark) {
        long beats = mark.number(BEATS).orElse(0L);
        Sighting before = seen.getOrDefault(mark.key(), new Sighting(beats, 0));
        return before.beats() == beats
                ? new Sighting(beats, before.looks() + 1)
                : new Sighting(beats, 1);
    }

    private List<Item> marks() {
        Query query = Query.of(PARTITION).consistent();
        List<Item> marks = new ArrayList<>();
        Optional<Page> page = Optional.of(store.query(query));
        while (page.isPresent()) {
            marks.addAll(page.get().items());
            page = page.get().next().map(cursor -> store.query(query.after(cursor)));
        }
        return marks;
    }

    private Key own() {
        return new Key(PARTITION, process);
    }
}
