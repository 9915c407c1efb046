package io.quill.store;

import java.util.List;

/** One change to one item, done only while its condition holds. */
public sealed interface Write {
    Key key();

    Condition condition();

    static Write insert(Item item) {
        return new Put(item, Condition.ABSENT);
    }

    record Put(Item item, Condition condition) implements Write {
        @Override
        public Key key() {
            return item.key();
        }
    }

    /**
     * Changes single attributes; where no item is there and no condition asks for one, it makes it.
     */
    record Update(Key key, List<Change> changes, Condition condition) implements Write {}

    record Delete(Key key, Condition condition) implements Write {}
}
