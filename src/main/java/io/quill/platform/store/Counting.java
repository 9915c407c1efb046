package io.quill.platform.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What follows from a write for the numbers that are kept about items. A store asks in the middle
 * of a write and adds in the same step, so that the numbers say what the items say. One that cannot
 * do both in one step may lose a count with the process, never count twice.
 */
public interface Counting {
    /**
     * How soon after the beginning of a write it is counted, or a store says that it was later
     * ({@link DataStore#mayHaveMiscounted}).
     */
    Duration COUNTED_WITHIN = Duration.ofSeconds(5);

    Counting NOTHING =
            new Counting() {
                @Override
                public boolean concerns(Key key) {
                    return false;
                }

                @Override
                public List<Count> written(Optional<Item> before, Optional<Item> after) {
                    return List.of();
                }

                @Override
                public List<Count> refused(Item item, Item there) {
                    return List.of();
                }
            };

    /** Whether anything can follow from a write to this key. */
    boolean concerns(Key key);

    /** The live item that was there, and what is there now. */
    List<Count> written(Optional<Item> before, Optional<Item> after);

    /** A new item was not taken, because of the one that is there. */
    List<Count> refused(Item item, Item there);
}
