package io.quill.events.history.rebuild;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Write;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a rebuild set out to do, as its store has it.
 *
 * @param id no two are the same
 * @param since when the dataset was empty last: what it took by itself since then it has
 */
public record Plan(String id, Instant since, boolean isComplete) {
    private static final Key KEY = new Key("REBUILD", "plan");
    private static final String ID = "id";
    private static final String SINCE = "since";
    private static final String COMPLETE = "complete";

    public static Plan begun(Instant since) {
        return new Plan(UUID.randomUUID().toString(), since, false);
    }

    /** Absent before it has begun. */
    public static Optional<Plan> in(DataStore store) {
        return store.get(KEY, Consistency.STRONG)
                .map(
                        item ->
                                new Plan(
                                        item.text(ID).orElse(""),
                                        Instant.parse(item.text(SINCE).orElseThrow()),
                                        item.number(COMPLETE).orElse(0L) == 1));
    }

    public void keep(DataStore store) {
        Item item =
                Item.at(KEY.pk(), KEY.sk())
                        .with(ID, id)
                        .with(SINCE, since.toString())
                        .with(COMPLETE, isComplete ? 1 : 0)
                        .build();
        store.write(new Write.Put(item, Condition.NONE));
    }

    public Plan complete() {
        return new Plan(id, since, true);
    }
}
