package io.quill.events.dimension.sync;

import io.quill.events.dimension.Dimension;

import java.util.Optional;

/** A row that is new, other or gone, as JSON. */
public record RowChange(
        Dimension dimension, String key, Optional<String> before, Optional<String> after) {}
