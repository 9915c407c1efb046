package io.quill.records.warehouse.definition;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.records.connector.Document;
import io.quill.records.connector.Fault;

/** A file: what it is called without its ending, and what it says. */
public record Definition(String name, String text, Document document) {
    public JsonNode json() {
        return document.tree();
    }

    /** At a JSON pointer. */
    public Fault fault(String pointer, String words) {
        return document.fault(pointer, words);
    }
}
