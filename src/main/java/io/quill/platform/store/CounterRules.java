package io.quill.platform.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Rules for counters that follow from writes. A store applies them in the same step as the write;
 * one that cannot may lose a count with the process, but never counts twice.
 */
public interface CounterRules {
    /** Time within which a write is counted, or the store reports that it may not have been. */
    Duration COUNTED_WITHIN = Duration.ofSeconds(5);

    CounterRules NOTHING =
            new CounterRules() {
                @Override
                public boolean concerns(ItemKey itemKey) {
                    return false;
                }

                @Override
                public List<CounterIncrement> written(Optional<Item> before, Optional<Item> after) {
                    return List.of();
                }

                @Override
                public List<CounterIncrement> refused(Item item, Item there) {
                    return List.of();
                }
            };

    /** Returns whether a write to this key can change a counter. */
    boolean concerns(ItemKey itemKey);

    /** Returns the increments for a write, from the live item before and the item after it. */
    List<CounterIncrement> written(Optional<Item> before, Optional<Item> after);

    /** Returns the increments for a new item that was refused because of an existing one. */
    List<CounterIncrement> refused(Item item, Item there);
}
