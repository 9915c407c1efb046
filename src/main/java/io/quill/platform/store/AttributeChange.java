package io.quill.platform.store;

import java.util.Map;

/** Change of one attribute, as part of an update. */
public sealed interface AttributeChange {
    String name();

    /** Applies the change to attributes. */
    default void applyTo(Map<String, Value> attributes) {
        switch (this) {
            case Set(String name, Value value) -> attributes.put(name, value);
            case Remove(String name) -> attributes.remove(name);
            case Add(String name, long number) ->
                    attributes.merge(name, new Value.Whole(number), AttributeChange::sum);
        }
    }

    private static Value sum(Value before, Value more) {
        if (before instanceof Value.Whole(long left) && more instanceof Value.Whole(long right)) {
            return new Value.Whole(Math.addExact(left, right));
        }
        throw new IllegalArgumentException("Only to a number can be added, not to " + before);
    }

    static AttributeChange set(String name, String text) {
        return new Set(name, new Value.Text(text));
    }

    static AttributeChange set(String name, long number) {
        return new Set(name, new Value.Whole(number));
    }

    static AttributeChange set(String name, byte[] bytes) {
        return new Set(name, new Value.Bytes(bytes));
    }

    static AttributeChange remove(String name) {
        return new Remove(name);
    }

    static AttributeChange add(String name, long number) {
        return new Add(name, number);
    }

    record Set(String name, Value value) implements AttributeChange {}

    record Remove(String name) implements AttributeChange {}

    /** Adds to a number; one that is not there yet counts as zero. */
    record Add(String name, long number) implements AttributeChange {}
}
