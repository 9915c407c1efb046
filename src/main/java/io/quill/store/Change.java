package io.quill.store;

/** What an update does to one attribute. */
public sealed interface Change {
    String name();

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
