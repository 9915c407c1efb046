package io.quill.records.connector;

import com.fasterxml.jackson.core.JsonPointer;

import io.quill.records.landing.ExtractedField;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Endpoint of a service where one entity is read.
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
        Optional<IncrementalSync> change,
        Optional<TimeWindows> windows,
        Optional<FullRefresh> completeness,
        Optional<Refetch> refetch,
        Optional<RecordSelection> parents,
        Optional<Template> detail,
        List<ErrorRule> reactions) {
    public Endpoint {
        query = Map.copyOf(query);
        reactions = List.copyOf(reactions);
    }

    /**
     * Parts that are read of an answer.
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
            TimeFormat times,
            Optional<JsonPointer> gone,
            Optional<JsonPointer> total,
            List<Copied> copied) {
        public Selector {
            copied = List.copyOf(copied);
        }

        public List<ExtractedField> columns() {
            return copied.stream().map(Copied::column).toList();
        }
    }

    /** A value of a record that bronze keeps beside it. */
    public record Copied(ExtractedField column, JsonPointer at) {}
}
