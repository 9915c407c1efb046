package io.quill.platform.store;

import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Rules for an item's attributes: their names and values, and their size as DynamoDB measures it.
 */
final class AttributeRules {
    private static final int MOST_INDEX_BYTES = 1024;
    private static final String SECONDS = "a number of epoch seconds";
    private static final String INDEXED = "a text of 1 to " + MOST_INDEX_BYTES + " bytes";

    private AttributeRules() {}

    static void check(String name, Value value) {
        switch (name) {
            case "", "pk", "sk" -> throw misnamed(name);
            case Item.EXPIRES_AT -> require(value instanceof Value.Whole, name, SECONDS, value);
            case Item.INDEX, Item.INDEX_ORDER -> require(indexable(value), name, INDEXED, value);
            default -> {
                if (name.charAt(0) == '_') {
                    throw misnamed(name);
                }
            }
        }
    }

    private static IllegalArgumentException misnamed(String name) {
        return new IllegalArgumentException("An attribute cannot be called '" + name + "'");
    }

    private static void require(boolean fits, String name, String what, Value value) {
        if (!fits) {
            throw new IllegalArgumentException(name + " is " + what + ": " + value);
        }
    }

    static int size(Item item) {
        return size(item, AttributeRules::bytes);
    }

    /** Returns whether an item is larger than a limit; counts its bytes only when it may be. */
    static boolean isLarger(Item item, int most) {
        return size(item, AttributeRules::upperBound) > most && size(item) > most;
    }

    private static int size(Item item, ToIntFunction<String> of) {
        int size = "pk".length() + of.applyAsInt(item.key().pk());
        size += "sk".length() + of.applyAsInt(item.key().sk());
        for (Map.Entry<String, Value> each : item.attributes().entrySet()) {
            size += of.applyAsInt(each.getKey()) + size(each.getValue(), of);
        }
        return size;
    }

    private static int size(Value value, ToIntFunction<String> of) {
        return switch (value) {
            case Value.Text(String text) -> of.applyAsInt(text);
            case Value.Whole(long number) -> 2 + (Long.toString(number).length() + 1) / 2;
            case Value.Bytes(byte[] bytes) -> bytes.length;
        };
    }

    private static boolean indexable(Value value) {
        return value instanceof Value.Text(String text)
                && !text.isEmpty()
                && fits(text, MOST_INDEX_BYTES);
    }

    /** Returns whether a text has at most so many bytes. */
    static boolean fits(String text, int most) {
        return upperBound(text) <= most || bytes(text) <= most;
    }

    private static int upperBound(String text) {
        return 3 * text.length();
    }

    /** Returns the length of a text in UTF-8 without encoding it. */
    static int bytes(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
