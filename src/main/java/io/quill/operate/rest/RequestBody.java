package io.quill.operate.rest;

/** Body that an operation takes. */
public sealed interface RequestBody {
    /** Nothing: what is sent all the same is not looked at. */
    record None() implements RequestBody {}

    /** JSON that is read as a record; may be left out where that has a meaning of its own. */
    record Of(Class<? extends Record> type, boolean required) implements RequestBody {}

    /** JSON that whoever takes it holds to a JSON Schema of its own, known under a name. */
    record Payload(String name, String schema, boolean required) implements RequestBody {}
}
