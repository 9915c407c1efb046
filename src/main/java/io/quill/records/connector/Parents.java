package io.quill.records.connector;

import com.fasterxml.jackson.core.JsonPointer;

import java.util.Optional;

/**
 * The records of another entity, for each of which there is something to be read.
 *
 * @param entity whose records they are
 * @param field whose value is put where the path says {@code ${id}}; records without it are left
 *     out, and each value is read once
 * @param only the records that count, where not all do
 */
public record Parents(String entity, JsonPointer field, Optional<Condition> only) {
    /** A field that has a certain value. */
    public record Condition(JsonPointer field, String value) {}
}
