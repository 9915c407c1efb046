package io.quill.platform.store;

import java.util.Optional;

/** Result of a write. */
public sealed interface WriteResult {
    WriteResult APPLIED = new Applied();

    record Applied() implements WriteResult {}

    /** The condition did not hold; the live item that stood against it, where there is one. */
    record Refused(Optional<Item> current) implements WriteResult {}
}
