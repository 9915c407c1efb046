package io.quill.events.dimension.sync;

/** Something wrong in a payload, and where: a JSON pointer, blank for the whole of it. */
public record Fault(String pointer, String words) {}
