package io.quill.records.landing;

/** How far a feed was read; only the pull knows what the text means. */
public record Cursor(String text) {}
