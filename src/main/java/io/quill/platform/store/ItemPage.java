package io.quill.platform.store;

import java.util.List;
import java.util.Optional;

/**
 * Page of items, and the cursor of the next one unless it is the last. It may be shorter than
 * asked.
 */
public record ItemPage(List<Item> items, Optional<String> next) {
    /** Approximate size at which a page ends, whatever its limit. */
    public static final int MOST_BYTES = 1024 * 1024;

    public ItemPage {
        items = List.copyOf(items);
    }
}
