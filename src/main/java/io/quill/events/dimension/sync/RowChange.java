package io.quill.events.dimension.sync;

import io.quill.events.dimension.Dimension;

import java.util.Optional;

/** Change of a row: new, changed or removed, as JSON. */
public record RowChange(
        Dimension dimension, String key, Optional<String> before, Optional<String> after) {}
