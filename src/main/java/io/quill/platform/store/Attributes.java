package io.quill.platform.store;

import java.util.Map;
import java.util.function.ToIntFunction;

/** What an item's attributes may be called and hold, and how DynamoDB measures them. */
final class Attributes {
    private static final int MOST_INDEX_BYTES = 1024;
    private static final String SECONDS = "a number of epoch seconds";
    private static final String INDEXED = "a text of 1 to " + MOST_INDEX_BYTES + " bytes";

    private Attributes() {}

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
        return size(item, Attributes::bytes);
    }

    /** Every item is asked, and hardly one is so long that its bytes have to be counted. */
    static boolean isLarger(Item item, int most) {
        return size(item, Attributes::mostBytes) > most && size(item) > most;
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

    /** Whether its bytes are no more than this. */
    static boolean fits(String text, int most) {
        return mostBytes(text) <= most || bytes(text) <= most;
    }

    private static int mostBytes(String text) {
        return 3 * text.length();
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
