package io.quill.records.warehouse.definition;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.records.connector.Document;
import io.quill.records.connector.ValidationError;

/** Definition file: its name without the suffix, and its content. */
public record Definition(String name, String text, Document document) {
    public JsonNode json() {
        return document.tree();
    }

    /** Creates an error at a JSON pointer. */
    public ValidationError fault(String pointer, String words) {
        return document.fault(pointer, words);
    }
}
