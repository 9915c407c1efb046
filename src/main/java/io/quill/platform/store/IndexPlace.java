package io.quill.platform.store;

import java.util.Comparator;
import java.util.Optional;

/** A place in one partition of the sparse index, which also serves as the cursor of a page. */
public record IndexPlace(String at, Key key) implements Comparable<IndexPlace> {
    private static final Comparator<IndexPlace> ORDER =
            Comparator.comparing(IndexPlace::at, Key::compare)
                    .thenComparing(place -> place.key().pk(), Key::compare)
                    .thenComparing(place -> place.key().sk(), Key::compare);

    /** Where an item stands, if it is in the index at all. */
    public static Optional<IndexPlace> of(Item item) {
        return item.text(Item.INDEX)
                .flatMap(_ -> item.text(Item.INDEX_ORDER))
                .map(at -> new IndexPlace(at, item.key()));
    }

    public static IndexPlace parse(String cursor) {
        try {
            String[] parts = cursor.split(":", 3);
            int at = Integer.parseInt(parts[0]);
            int pk = at + Integer.parseInt(parts[1]);
            String text = parts[2];
            return new IndexPlace(
                    text.substring(0, at), new Key(text.substring(at, pk), text.substring(pk)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException("This is no cursor of the index: " + cursor, e);
        }
    }

    public String cursor() {
        return at.length() + ":" + key.pk().length() + ":" + at + key.pk() + key.sk();
    }

    @Override
    public int compareTo(IndexPlace other) {
        return ORDER.compare(this, other);
    }
}
