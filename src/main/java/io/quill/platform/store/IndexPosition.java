package io.quill.platform.store;

import java.util.Comparator;
import java.util.Optional;

/** Position in a partition of the sparse index, which also serves as the cursor of a page. */
public record IndexPosition(String at, ItemKey key) implements Comparable<IndexPosition> {
    private static final Comparator<IndexPosition> ORDER =
            Comparator.comparing(IndexPosition::at, ItemKey::compare)
                    .thenComparing(place -> place.key().pk(), ItemKey::compare)
                    .thenComparing(place -> place.key().sk(), ItemKey::compare);

    /** Returns the position of an item, if it is in the index. */
    public static Optional<IndexPosition> of(Item item) {
        return item.text(Item.INDEX)
                .flatMap(_ -> item.text(Item.INDEX_ORDER))
                .map(at -> new IndexPosition(at, item.key()));
    }

    public static IndexPosition parse(String cursor) {
        try {
            String[] parts = cursor.split(":", 3);
            int at = Integer.parseInt(parts[0]);
            int pk = at + Integer.parseInt(parts[1]);
            String text = parts[2];
            return new IndexPosition(
                    text.substring(0, at), new ItemKey(text.substring(at, pk), text.substring(pk)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException("This is no cursor of the index: " + cursor, e);
        }
    }

    public String cursor() {
        return at.length() + ":" + key.pk().length() + ":" + at + key.pk() + key.sk();
    }

    @Override
    public int compareTo(IndexPosition other) {
        return ORDER.compare(this, other);
    }
}
