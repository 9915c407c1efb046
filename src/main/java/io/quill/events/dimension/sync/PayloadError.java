package io.quill.events.dimension.sync;

/** Error in a payload, at a JSON pointer that is blank for the whole of it. */
public record PayloadError(String pointer, String words) {}
