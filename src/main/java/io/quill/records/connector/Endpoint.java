package io.quill.records.connector;

import com.fasterxml.jackson.core.JsonPointer;

import io.quill.records.landing.Column;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one entity is read.
 *
 * @param path below the base address
 * @param selector what of an answer is a record
 * @param detail the path that holds the whole record, where a list holds a part of it
 * @param parents of a sub-resource
 */
public record Endpoint(
        String entity,
        Template path,
        Map<Template, Template> query,
        Selector selector,
        Paging paging,
        Optional<Change> change,
        Optional<Windows> windows,
        Optional<Completeness> completeness,
        Optional<Refetch> refetch,
        Optional<Parents> parents,
        Optional<Template> detail,
        List<Reaction> reactions) {
    public Endpoint {
        query = Map.copyOf(query);
        reactions = List.copyOf(reactions);
    }

    /**
     * What is read of an answer.
     *
     * @param records the list, or the one record; empty for the whole answer
     * @param changed when a record changed
     * @param gone a field that only a deleted record has
     * @param total how many there are, where the answer tells
     * @param copied what bronze keeps beside the record
     */
    public record Selector(
            JsonPointer records,
            JsonPointer id,
            Optional<JsonPointer> changed,
            Times times,
            Optional<JsonPointer> gone,
            Optional<JsonPointer> total,
            List<Copied> copied) {
        public Selector {
            copied = List.copyOf(copied);
        }

        public List<Column> columns() {
            return copied.stream().map(Copied::column).toList();
        }
    }

    /** A value of a record that bronze keeps beside it. */
    public record Copied(Column column, JsonPointer at) {}
}
