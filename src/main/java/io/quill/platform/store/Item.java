package io.quill.platform.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A key and its attributes. Three names mean something to the store: an item whose {@link
 * #EXPIRES_AT} (epoch seconds) has come counts as absent, and one with {@link #INDEX} and {@link
 * #INDEX_ORDER} is listed in the sparse index under the one, in the order of the other.
 */
public record Item(ItemKey key, Map<String, Value> attributes) {
    public static final String EXPIRES_AT = "expiresAt";
    public static final String INDEX = "ix";
    public static final String INDEX_ORDER = "ixAt";

    /**
     * An item is refused above this, because DynamoDB refuses it; the difference to its 400 KB is
     * for what a store notes on an item for itself.
     */
    public static final int MOST_BYTES = 400 * 1024 - 64;

    public Item {
        attributes = Map.copyOf(attributes);
        attributes.forEach(AttributeRules::check);
    }

    public static Builder at(String pk, String sk) {
        return new Builder(new ItemKey(pk, sk));
    }

    public Optional<String> text(String name) {
        return attributes.get(name) instanceof Value.Text(String text)
                ? Optional.of(text)
                : Optional.empty();
    }

    public Optional<Long> number(String name) {
        return attributes.get(name) instanceof Value.Whole(long number)
                ? Optional.of(number)
                : Optional.empty();
    }

    public Optional<byte[]> bytes(String name) {
        return attributes.get(name) instanceof Value.Bytes(byte[] bytes)
                ? Optional.of(bytes)
                : Optional.empty();
    }

    /** Returns the size as DynamoDB measures it. */
    public int size() {
        return AttributeRules.size(this);
    }

    /** Throws when the item is larger than any store takes. */
    public Item requireFits() {
        if (AttributeRules.isLarger(this, MOST_BYTES)) {
            throw new StoreException(
                    StoreException.Reason.TOO_LARGE,
                    "%s/%s has %,d bytes, and an item takes no more than %,d: cut it into chunks"
                            .formatted(key.pk(), key.sk(), size(), MOST_BYTES));
        }
        return this;
    }

    public boolean expired(Instant now) {
        return number(EXPIRES_AT).filter(at -> at <= now.getEpochSecond()).isPresent();
    }

    /** Gathers an item's attributes. */
    public static final class Builder {
        private final ItemKey itemKey;
        private final Map<String, Value> attributes = new LinkedHashMap<>();

        private Builder(ItemKey itemKey) {
            this.itemKey = itemKey;
        }

        public Builder with(String name, Value value) {
            attributes.put(name, value);
            return this;
        }

        public Builder with(String name, String text) {
            return with(name, new Value.Text(text));
        }

        public Builder with(String name, long number) {
            return with(name, new Value.Whole(number));
        }

        public Builder with(String name, byte[] bytes) {
            return with(name, new Value.Bytes(bytes));
        }

        public Item build() {
            return new Item(itemKey, attributes);
        }
    }
}
