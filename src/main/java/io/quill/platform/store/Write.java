package io.quill.platform.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Write to one item, done only if its condition holds. */
public sealed interface Write {
    ItemKey key();

    Condition condition();

    /** Returns the item after the write, given the live item before it. */
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
        public ItemKey key() {
            return item.key();
        }
    }

    /**
     * Changes single attributes; where no item is there and no condition asks for one, it makes it.
     */
    record Update(ItemKey key, List<AttributeChange> changes, Condition condition)
            implements Write {
        public Update {
            changes = List.copyOf(changes);
            if (repeats(changes)) {
                throw new IllegalArgumentException("An update changes an attribute once: " + key);
            }
        }

        private static boolean repeats(List<AttributeChange> changes) {
            Set<String> names = HashSet.newHashSet(changes.size());
            return !changes.stream().map(AttributeChange::name).allMatch(names::add);
        }

        private Item applied(Optional<Item> live) {
            Map<String, Value> attributes = new HashMap<>();
            live.ifPresent(item -> attributes.putAll(item.attributes()));
            changes.forEach(attributeChange -> attributeChange.applyTo(attributes));
            return new Item(key, attributes);
        }
    }

    record Delete(ItemKey key, Condition condition) implements Write {}
}
