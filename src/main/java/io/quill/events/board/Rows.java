package io.quill.events.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;

import java.util.List;

/** Wanted rows, read as what they are. */
record Rows(WantedRows wanted) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    List<JsonNode> of(Dimension dimension, String prefix) {
        return wanted.rows(dimension, prefix).values().stream().map(Rows::read).toList();
    }

    private static JsonNode read(String row) {
        try {
            return MAPPER.readTree(row);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("A wanted row is no JSON: " + row, fault);
        }
    }
}
