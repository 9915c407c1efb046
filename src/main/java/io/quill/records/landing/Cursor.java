package io.quill.records.landing;

/** Position up to which a feed was read, as text that only the pull understands. */
public record Cursor(String text) {}
