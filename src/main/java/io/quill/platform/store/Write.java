package io.quill.platform.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One change to one item, done only while its condition holds. */
public sealed interface Write {
    Key key();

    Condition condition();

    /** What is there once it is done, given the live item that was there before. */
    default Optional<Item> after(Optional<Item> live) {
        return switch (this) {
            case Put(Item item, _) -> Optional.of(item);
            case Update update -> Optional.of(update.applied(live));
            case Delete _ -> Optional.empty();
        };
    }

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
    record Update(Key key, List<Change> changes, Condition condition) implements Write {
        public Update {
            changes = List.copyOf(changes);
            if (repeats(changes)) {
                throw new IllegalArgumentException("An update changes an attribute once: " + key);
            }
        }

        private static boolean repeats(List<Change> changes) {
            Set<String> names = HashSet.newHashSet(changes.size());
            return !changes.stream().map(Change::name).allMatch(names::add);
        }

        private Item applied(Optional<Item> live) {
            Map<String, Value> attributes = new HashMap<>();
            live.ifPresent(item -> attributes.putAll(item.attributes()));
            changes.forEach(change -> change.applyTo(attributes));
            return new Item(key, attributes);
        }
    }

    record Delete(Key key, Condition condition) implements Write {}
}
