package io.quill.records.connector;

import com.fasterxml.jackson.core.JsonPointer;

import java.util.Optional;

/**
 * Selection of records of another entity, whose field value is put into a request.
 *
 * @param entity whose records they are
 * @param field whose value is put where the path says {@code ${id}}; records without it are left
 *     out, and each value is read once
 * @param condition the records that count, where not all do
 */
public record RecordSelection(String entity, JsonPointer field, Optional<Condition> condition) {
    /** A field that has a certain value. */
    public record Condition(JsonPointer field, String value) {}
}
