package io.quill.platform.store.sqlite;

import io.quill.platform.store.Condition;
import io.quill.platform.store.CounterIncrement;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;

import java.util.List;

/** Unit of the writer's work. */
sealed interface WriteTask {
    static WriteTask of(Write write) {
        return switch (write) {
            case Write.Put(Item item, Condition.Absent _) ->
                    new Insert(item, ItemRow.of(item.requireFits()));
            case Write.Put put -> {
                put.item().requireFits();
                yield new Change(put);
            }
            case Write.Update update -> new Change(update);
            case Write.Delete delete -> new Change(delete);
        };
    }

    /** Returns the task without what was planned for it. */
    default WriteTask unplanned() {
        return this instanceof Foreseen foreseen ? foreseen.change() : this;
    }

    /** The one write that every event makes: a single statement, which looks at nothing first. */
    record Insert(Item item, ItemRow row) implements WriteTask {}

    /** Follows from no write. */
    record Addition(List<CounterIncrement> counts) implements WriteTask {}

    /** Looks at what is there, and decides. */
    record Change(Write write) implements WriteTask {}

    /**
     * A change that was decided beforehand, by what was there then: holds as long as the very same
     * text still is.
     *
     * @param seen the text of the item before
     */
    record Foreseen(Change change, String seen, Item before, Item after, ItemRow row)
            implements WriteTask {}
}
