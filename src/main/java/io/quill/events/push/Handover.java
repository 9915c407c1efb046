package io.quill.events.push;

import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When another pusher, with another store, goes on with a dataset: what it has been sent stays
 * counted, and numbers go on behind those that were used.
 */
public final class Handover {
    private Handover() {}

    public static void of(DataStore from, DataStore to) {
        Optional<Item> head = from.get(BatchItems.HEAD, Consistency.STRONG);
        List<Change> changes = new ArrayList<>();
        head.flatMap(item -> item.text(BatchBook.QUOTA))
                .ifPresent(quota -> changes.add(Change.set(BatchBook.QUOTA, quota)));
        head.flatMap(item -> item.number(BatchBook.NEXT))
                .filter(next -> next > next(to))
                .ifPresent(next -> changes.add(Change.set(BatchBook.NEXT, next)));
        if (!changes.isEmpty()) {
            to.write(new Write.Update(BatchItems.HEAD, changes, Condition.NONE));
        }
    }

    /** From now on another pusher may use numbers that this store does not know. */
    public static void lend(DataStore store) {
        store.write(
                new Write.Update(
                        BatchItems.HEAD, List.of(Change.set(BatchBook.LENT, 1)), Condition.NONE));
    }

    /** It has told which numbers it used. */
    public static void giveBack(DataStore store) {
        store.write(
                new Write.Update(
                        BatchItems.HEAD, List.of(Change.remove(BatchBook.LENT)), Condition.NONE));
    }

    private static long next(DataStore store) {
        return store.get(BatchItems.HEAD, Consistency.STRONG)
                .flatMap(item -> item.number(BatchBook.NEXT))
                .orElse(0L);
    }
}
