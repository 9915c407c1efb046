package io.quill.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Where an item lies: a partition, and a place in its order. */
public record Key(String pk, String sk) {
    private static final int MOST_PK_BYTES = 2048;
    private static final int MOST_SK_BYTES = 1024;

    public Key {
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

    private static void check(String part, int mostBytes) {
        int bytes = Attributes.bytes(part);
        if (bytes == 0 || bytes > mostBytes) {
            throw new IllegalArgumentException(
                    "This part of a key has %d bytes, where 1 to %d are allowed: '%.40s'"
                            .formatted(bytes, mostBytes, part));
        }
    }
}
