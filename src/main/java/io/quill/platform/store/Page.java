package io.quill.platform.store;

import java.util.List;
import java.util.Optional;

/**
 * Some items, and the cursor to go on with unless these were the last. A page may be shorter than
 * was asked.
 */
public record Page(List<Item> items, Optional<String> next) {
    /** About where a page ends, however many items were asked for. */
    public static final int MOST_BYTES = 1024 * 1024;

    public Page {
        items = List.copyOf(items);
    }
}
