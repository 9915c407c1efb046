package io.quill.platform.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Key of an item: its partition, and its sort key. */
public record ItemKey(String pk, String sk) implements Comparable<ItemKey> {
    private static final int MOST_PK_BYTES = 2048;
    private static final int MOST_SK_BYTES = 1024;

    public ItemKey {
        check(pk, MOST_PK_BYTES);
        check(sk, MOST_SK_BYTES);
    }

    /**
     * The order of sort keys: that of their UTF-8 bytes, which is not always that of {@link
     * String#compareTo}.
     */
    public static int compare(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));
    }

    /** Cursor to go on behind this key. */
    public String cursor() {
        return pk.length() + ":" + pk + sk;
    }

    public static ItemKey parse(String cursor) {
        try {
            int colon = cursor.indexOf(':');
            int sk = colon + 1 + Integer.parseInt(cursor.substring(0, colon));
            return new ItemKey(cursor.substring(colon + 1, sk), cursor.substring(sk));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException("This is no cursor of a scan: " + cursor, e);
        }
    }

    @Override
    public int compareTo(ItemKey other) {
        int partition = compare(pk, other.pk);
        return partition == 0 ? compare(sk, other.sk) : partition;
    }

    private static void check(String part, int mostBytes) {
        if (part.isEmpty() || !AttributeRules.fits(part, mostBytes)) {
            throw new IllegalArgumentException(
                    "This part of a key has %d bytes, where 1 to %d are allowed: '%.40s'"
                            .formatted(AttributeRules.bytes(part), mostBytes, part));
        }
    }
}
