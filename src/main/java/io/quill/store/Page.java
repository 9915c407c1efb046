package io.quill.store;

import java.util.List;
import java.util.Optional;

/**
 * Some items, and the cursor to go on with unless these were the last. A page may be shorter than
 * was asked.
 */
public record Page(List<Item> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }
}
