package io.quill.store;

import java.util.Map;
import java.util.Set;

/** What an item's attributes may be called and hold, and how DynamoDB measures them. */
final class Attributes {
    private static final Set<String> KEYS = Set.of("pk", "sk");
    private static final Set<String> INDEX_KEYS = Set.of(Item.INDEX, Item.INDEX_ORDER);
    private static final int MOST_INDEX_BYTES = 1024;

    private Attributes() {}

    static void check(String name, Value value) {
        if (name.isEmpty() || name.startsWith("_") || KEYS.contains(name)) {
            throw new IllegalArgumentException("An attribute cannot be called '" + name + "'");
        }
        if (name.equals(Item.EXPIRES_AT) && !(value instanceof Value.Whole)) {
            throw new IllegalArgumentException(name + " is a number of epoch seconds: " + value);
        }
        if (INDEX_KEYS.contains(name) && !indexable(value)) {
            throw new IllegalArgumentException(
                    name + " is a text of 1 to " + MOST_INDEX_BYTES + " bytes: " + value);
        }
    }

    static int size(Item item) {
        int size = "pk".length() + bytes(item.key().pk()) + "sk".length() + bytes(item.key().sk());
        for (Map.Entry<String, Value> each : item.attributes().entrySet()) {
            size += bytes(each.getKey()) + size(each.getValue());
        }
        return size;
    }

    private static int size(Value value) {
        return switch (value) {
            case Value.Text(String text) -> bytes(text);
            case Value.Whole(long number) -> 2 + (Long.toString(number).length() + 1) / 2;
            case Value.Bytes(byte[] bytes) -> bytes.length;
        };
    }

    private static boolean indexable(Value value) {
        return value instanceof Value.Text(String text)
                && !text.isEmpty()
                && bytes(text) <= MOST_INDEX_BYTES;
    }

    /** As many as {@link String#getBytes} would make, but without making them. */
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
