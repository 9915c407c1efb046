package io.quill.events.push;

import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries quota and batch numbers to another store whose pusher goes on with the dataset. */
public final class BatchNumberHandover {
    private BatchNumberHandover() {}

    public static void copyNumbers(DataStore from, DataStore to) {
        Optional<Item> head = from.get(BatchItems.HEAD, Consistency.STRONG);
        List<AttributeChange> changes = new ArrayList<>();
        head.flatMap(item -> item.text(BatchStore.QUOTA))
                .ifPresent(quota -> changes.add(AttributeChange.set(BatchStore.QUOTA, quota)));
        head.flatMap(item -> item.number(BatchStore.NEXT))
                .filter(next -> next > next(to))
                .ifPresent(next -> changes.add(AttributeChange.set(BatchStore.NEXT, next)));
        if (!changes.isEmpty()) {
            to.write(new Write.Update(BatchItems.HEAD, changes, Condition.NONE));
        }
    }

    /** Marks that another pusher may use numbers that this store does not know. */
    public static void markLent(DataStore store) {
        store.write(
                new Write.Update(
                        BatchItems.HEAD,
                        List.of(AttributeChange.set(BatchStore.LENT, 1)),
                        Condition.NONE));
    }

    /** Removes the mark, since the other pusher has told which numbers it used. */
    public static void clearLent(DataStore store) {
        store.write(
                new Write.Update(
                        BatchItems.HEAD,
                        List.of(AttributeChange.remove(BatchStore.LENT)),
                        Condition.NONE));
    }

    private static long next(DataStore store) {
        return store.get(BatchItems.HEAD, Consistency.STRONG)
                .flatMap(item -> item.number(BatchStore.NEXT))
                .orElse(0L);
    }
}
