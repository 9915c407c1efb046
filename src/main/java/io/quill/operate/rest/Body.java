package io.quill.operate.rest;

/** What an operation takes besides its parameters. */
public sealed interface Body {
    /** Nothing: what is sent all the same is not looked at. */
    record None() implements Body {}

    /** JSON that is read as a record; may be left out where that has a meaning of its own. */
    record Of(Class<? extends Record> type, boolean required) implements Body {}

    /** JSON that whoever takes it holds to a JSON Schema of its own, known under a name. */
    record Payload(String name, String schema, boolean required) implements Body {}
}
