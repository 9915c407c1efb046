package io.quill.events.history.rebuild;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Write;

import java.util.Optional;

/**
 * Which plan a dataset was filled by last, for all who share a store; the plan lies on one disk.
 */
public final class Whereabouts {
    private static final String PLAN = "plan";

    private final DataStore store;

    public Whereabouts(DataStore store) {
        this.store = store;
    }

    public void note(String dataset, Plan plan) {
        Key key = key(dataset);
        Item item = Item.at(key.pk(), key.sk()).with(PLAN, plan.id()).build();
        store.write(new Write.Put(item, Condition.NONE));
    }

    /** Whether nobody but this plan, if it is there, knows what the dataset has. */
    public boolean permit(String dataset, Optional<Plan> here) {
        Optional<String> last =
                store.get(key(dataset), Consistency.STRONG).flatMap(item -> item.text(PLAN));
        return last.isEmpty() || last.equals(here.map(Plan::id));
    }

    private static Key key(String dataset) {
        return new Key("REBUILD#" + dataset, PLAN);
    }
}
