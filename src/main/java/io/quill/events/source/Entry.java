package io.quill.events.source;

/** One entry of a delivery: an object, or what could not be read as one. */
sealed interface Entry {
    record Event(JsonObject object) implements Entry {}

    /** The reason is in plain words and repeats nothing of what was read. */
    record Broken(String reason, byte[] raw) implements Entry {}
}
