package io.quill.platform.store;

/** So much more (or less) in the number of this name, in the item with this key. */
public record Count(Key key, String name, long number) {}
