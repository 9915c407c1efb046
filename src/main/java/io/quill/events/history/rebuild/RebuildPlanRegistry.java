package io.quill.events.history.rebuild;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.Write;

import java.util.Optional;

/**
 * Registry of the plan that last filled each dataset, shared by all replicas; the plan itself is on
 * one machine's disk.
 */
public final class RebuildPlanRegistry {
    private static final String PLAN = "plan";

    private final DataStore store;

    public RebuildPlanRegistry(DataStore store) {
        this.store = store;
    }

    public void record(String dataset, RebuildPlan rebuildPlan) {
        ItemKey itemKey = key(dataset);
        Item item = Item.at(itemKey.pk(), itemKey.sk()).with(PLAN, rebuildPlan.id()).build();
        store.write(new Write.Put(item, Condition.NONE));
    }

    /** Returns whether this plan, if there is one, is the last that filled the dataset. */
    public boolean mayContinue(String dataset, Optional<RebuildPlan> here) {
        Optional<String> last =
                store.get(key(dataset), Consistency.STRONG).flatMap(item -> item.text(PLAN));
        return last.isEmpty() || last.equals(here.map(RebuildPlan::id));
    }

    private static ItemKey key(String dataset) {
        return new ItemKey("REBUILD#" + dataset, PLAN);
    }
}
