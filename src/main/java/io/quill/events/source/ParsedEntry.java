package io.quill.events.source;

/** Entry of a delivery: an object, or bytes that could not be read as one. */
sealed interface ParsedEntry {
    record Event(JsonObject object) implements ParsedEntry {}

    /** The reason is in plain words and repeats nothing of what was read. */
    record Broken(String reason, byte[] raw) implements ParsedEntry {}
}
