package io.quill.events.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;

import java.util.List;

/** Reads wanted rows as JSON. */
record WantedRowReader(WantedRows wanted) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    List<JsonNode> rowsOf(Dimension dimension, String prefix) {
        return wanted.rows(dimension, prefix).values().stream().map(WantedRowReader::read).toList();
    }

    private static JsonNode read(String row) {
        try {
            return MAPPER.readTree(row);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("A wanted row is no JSON: " + row, fault);
        }
    }
}
