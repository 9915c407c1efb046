package io.quill.platform.store.sqlite;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Count;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;

import java.util.List;

/** A write as the writer takes it. */
sealed interface Task {
    static Task of(Write write) {
        return switch (write) {
            case Write.Put(Item item, Condition.Absent _) ->
                    new Insert(item, Row.of(item.checked()));
            case Write.Put put -> {
                put.item().checked();
                yield new Change(put);
            }
            case Write.Update update -> new Change(update);
            case Write.Delete delete -> new Change(delete);
        };
    }

    /** As it was before anybody looked at what is there. */
    default Task afresh() {
        return this instanceof Foreseen foreseen ? foreseen.change() : this;
    }

    /** The one write that every event makes: a single statement, which looks at nothing first. */
    record Insert(Item item, Row row) implements Task {}

    /** Follows from no write. */
    record Addition(List<Count> counts) implements Task {}

    /** Looks at what is there, and decides. */
    record Change(Write write) implements Task {}

    /**
     * A change that was decided beforehand, by what was there then: holds as long as the very same
     * text still is.
     *
     * @param seen the text of the item before
     */
    record Foreseen(Change change, String seen, Item before, Item after, Row row) implements Task {}
}
