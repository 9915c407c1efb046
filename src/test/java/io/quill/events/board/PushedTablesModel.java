package io.quill.events.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.sink.powerbi.DatasetSchema;
import io.quill.sandbox.dax.TableData;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tables as they are once everything was pushed. */
final class PushedTablesModel {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DATASET = resource("/io/quill/events/sink/powerbi/dataset.json");

    private record Table(String name, List<String> columns, List<@Nullable Object[]> rows)
            implements TableData {}

    private PushedTablesModel() {}

    static List<TableData> of(WantedRows wanted, Collection<String> facts) {
        List<TableData> tables = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            tables.add(table(dimension.table(), wanted.rows(dimension).values()));
        }
        tables.add(table("FactEvent", facts));
        return tables;
    }

    /** Texts of the measures that the dataset is created with, by their names. */
    static Map<String, String> measures() {
        Map<String, String> measures = new HashMap<>();
        for (JsonNode table : read(DATASET).findValues("measures")) {
            table.forEach(
                    each ->
                            measures.put(
                                    each.path("name").asText(), each.path("expression").asText()));
        }
        return measures;
    }

    static String resource(String name) {
        try (InputStream stream = PushedTablesModel.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static TableData table(String name, Collection<String> rows) {
        List<DatasetSchema.Column> columns = DatasetSchema.QUILL.table(name).columns();
        List<@Nullable Object[]> cells = new ArrayList<>();
        for (String row : rows) {
            JsonNode json = read(row);
            @Nullable Object[] values = new @Nullable Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(columns.get(i), json.path(columns.get(i).name()));
            }
            cells.add(values);
        }
        return new Table(name, columns.stream().map(DatasetSchema.Column::name).toList(), cells);
    }

    private static @Nullable Object value(DatasetSchema.Column column, JsonNode json) {
        if (json.isMissingNode()) {
            return null;
        }
        return switch (column.type()) {
            case "Int64" -> json.asLong();
            case "Double" -> json.asDouble();
            case "Boolean" -> json.asBoolean();
            case "DateTime" -> Instant.parse(json.asText());
            default -> json.asText();
        };
    }

    private static JsonNode read(String row) {
        try {
            return MAPPER.readTree(row);
        } catch (JsonProcessingException fault) {
            throw new IllegalArgumentException(row, fault);
        }
    }
}
