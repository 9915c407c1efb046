package io.quill.platform.store;

import java.util.List;
import java.util.Optional;

/** Condition of a write on the item that is there. */
public sealed interface Condition {
    Condition NONE = new None();
    Condition ABSENT = new Absent();

    /** Returns whether the condition holds for the live item, if there is one. */
    boolean holds(Optional<Item> live);

    static Condition is(String name, String text) {
        return new Is(name, new Value.Text(text));
    }

    static Condition is(String name, long number) {
        return new Is(name, new Value.Whole(number));
    }

    static Condition all(Condition... conditions) {
        return new All(List.of(conditions));
    }

    record None() implements Condition {
        @Override
        public boolean holds(Optional<Item> live) {
            return true;
        }
    }

    /** No item is there, or one that has expired. */
    record Absent() implements Condition {
        @Override
        public boolean holds(Optional<Item> live) {
            return live.isEmpty();
        }
    }

    /** A live item is there and has just this value. */
    record Is(String name, Value value) implements Condition {
        @Override
        public boolean holds(Optional<Item> live) {
            return live.filter(item -> value.equals(item.attributes().get(name))).isPresent();
        }
    }

    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(Optional<Item> live) {
            return conditions.stream().allMatch(each -> each.holds(live));
        }
    }
}
