package io.quill.events.push;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.Write;

import java.util.List;
import java.util.Optional;

/**
 * Dataset that is pushed to, as any process may read it.
 *
 * @param missing tables that it does not have, since it is older than they are
 */
public record DatasetInUse(String id, List<String> missing) {
    private static final ItemKey KEY = new ItemKey("DATASET", "in-use");
    private static final String ID = "dataset";
    private static final String MISSING = "missing";

    public DatasetInUse {
        missing = List.copyOf(missing);
    }

    /** Returns the dataset; empty until something was pushed. */
    public static Optional<DatasetInUse> find(DataStore store) {
        return store.get(KEY, Consistency.STRONG)
                .map(
                        item ->
                                new DatasetInUse(
                                        item.text(ID).orElseThrow(),
                                        item.text(MISSING).stream()
                                                .flatMap(
                                                        names -> List.of(names.split(",")).stream())
                                                .toList()));
    }

    /** Stores the dataset that is pushed to, unless it is stored already. */
    void store(DataStore store, Guard guard) {
        if (!find(store).equals(Optional.of(this))) {
            Item.Builder item = Item.at(KEY.pk(), KEY.sk()).with(ID, id);
            if (!missing.isEmpty()) {
                item.with(MISSING, String.join(",", missing));
            }
            store.writeAll(List.of(new Write.Put(item.build(), Condition.NONE)), guard);
        }
    }
}
