package io.quill.events.history.rebuild;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.Write;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Plan of a rebuild, kept in its own store.
 *
 * @param id no two are the same
 * @param since when the dataset was empty last: what it took by itself since then it has
 */
public record RebuildPlan(String id, Instant since, boolean isComplete) {
    private static final ItemKey KEY = new ItemKey("REBUILD", "plan");
    private static final String ID = "id";
    private static final String SINCE = "since";
    private static final String COMPLETE = "complete";

    public static RebuildPlan start(Instant since) {
        return new RebuildPlan(UUID.randomUUID().toString(), since, false);
    }

    /** Loads the plan, absent before the rebuild has begun. */
    public static Optional<RebuildPlan> load(DataStore store) {
        return store.get(KEY, Consistency.STRONG)
                .map(
                        item ->
                                new RebuildPlan(
                                        item.text(ID).orElse(""),
                                        Instant.parse(item.text(SINCE).orElseThrow()),
                                        item.number(COMPLETE).orElse(0L) == 1));
    }

    public void save(DataStore store) {
        Item item =
                Item.at(KEY.pk(), KEY.sk())
                        .with(ID, id)
                        .with(SINCE, since.toString())
                        .with(COMPLETE, isComplete ? 1 : 0)
                        .build();
        store.write(new Write.Put(item, Condition.NONE));
    }

    public RebuildPlan complete() {
        return new RebuildPlan(id, since, true);
    }
}
