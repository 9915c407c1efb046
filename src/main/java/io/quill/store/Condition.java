package io.quill.store;

import java.util.List;

/** What must hold of the item that is there, for a write to be done. */
public sealed interface Condition {
    Condition NONE = new None();
    Condition ABSENT = new Absent();

    static Condition is(String name, String text) {
        return new Is(name, new Value.Text(text));
    }

    static Condition is(String name, long number) {
        return new Is(name, new Value.Whole(number));
    }

    static Condition all(Condition... conditions) {
        return new All(List.of(conditions));
    }

    record None() implements Condition {}

    /** No item is there, or one that has expired. */
    record Absent() implements Condition {}

    /** A live item is there and has just this value. */
    record Is(String name, Value value) implements Condition {}

    record All(List<Condition> conditions) implements Condition {}
}
