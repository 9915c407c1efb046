package io.quill.store;

/** Where an item lies: a partition, and a place in its order. */
public record Key(String pk, String sk) {
    public Key {
        if (pk.isEmpty() || sk.isEmpty()) {
            throw new IllegalArgumentException(
                    "Neither part of a key may be empty: '" + pk + "', '" + sk + "'");
        }
    }
}
