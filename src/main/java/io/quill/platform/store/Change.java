package io.quill.platform.store;

import java.util.Map;

/** What an update does to one attribute. */
public sealed interface Change {
    String name();

    /** Makes the change to the attributes at hand. */
    default void applyTo(Map<String, Value> attributes) {
        switch (this) {
            case Set(String name, Value value) -> attributes.put(name, value);
            case Remove(String name) -> attributes.remove(name);
            case Add(String name, long number) ->
                    attributes.merge(name, new Value.Whole(number), Change::sum);
        }
    }

    private static Value sum(Value before, Value more) {
        if (before instanceof Value.Whole(long left) && more instanceof Value.Whole(long right)) {
            return new Value.Whole(Math.addExact(left, right));
        }
        throw new IllegalArgumentException("Only to a number can be added, not to " + before);
    }

    static Change set(String name, String text) {
        return new Set(name, new Value.Text(text));
    }

    static Change set(String name, long number) {
        return new Set(name, new Value.Whole(number));
    }

    static Change set(String name, byte[] bytes) {
        return new Set(name, new Value.Bytes(bytes));
    }

    static Change remove(String name) {
        return new Remove(name);
    }

    static Change add(String name, long number) {
        return new Add(name, number);
    }

    record Set(String name, Value value) implements Change {}

    record Remove(String name) implements Change {}

    /** Adds to a number; one that is not there yet counts as zero. */
    record Add(String name, long number) implements Change {}
}
