package io.quill.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.records.landing.RawRecord;
import io.quill.records.warehouse.WarehouseModel;
import io.quill.records.warehouse.core.Mapping.Taken;
import io.quill.records.warehouse.silver.Entities;
import io.quill.records.warehouse.silver.Entity;
import io.quill.records.warehouse.silver.SilverColumn;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What many loaders do: for each record and each layer a look, or an upsert, and what follows from
 * it; each statement commits itself. The tables are copies of the warehouse's own, with their
 * indexes.
 */
final class RowByRow {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> COPIES =
            List.of(
                    "bronze.nexudus_products",
                    "silver.nexudus_products",
                    "core.products_versions",
                    "core.products_intervals");

    private final Connection connection;
    private final String run = UUID.randomUUID().toString();
    private final Entity entity;
    private final List<Taken> taken;
    private long highest;
    private long statements;
    private long writes;

    RowByRow(Connection connection) {
        this.connection = connection;
        WarehouseModel warehouseModel =
                WarehouseModel.of(Optional.empty(), Optional.empty(), "bench");
        Entities entities = warehouseModel.entities();
        entity = entities.find("nexudus", "products").orElseThrow();
        taken =
                warehouseModel.mappings().fedBy(entity).getFirst().sources().stream()
                        .filter(source -> source.entity().equals("products"))
                        .findFirst()
                        .orElseThrow()
                        .taken();
    }

    /** The address has to let the server find the types of texts. */
    void load(Iterable<RawRecord> records) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA single");
            for (String table : COPIES) {
                statement.execute(
                        "CREATE TABLE single.%s (LIKE %s INCLUDING ALL)"
                                .formatted(copy(table), table));
            }
        }
        for (RawRecord record : records) {
            one(record);
        }
    }

    private static String copy(String table) {
        return table.replace('.', '_');
    }

    /** What a record cost. */
    String words() {
        return "%.1f statements a record, of which %.1f write and commit"
                .formatted((double) statements / highest, (double) writes / highest);
    }

    private void one(RawRecord record) throws SQLException, IOException {
        String id = record.sourceId();
        String text = new String(record.json(), StandardCharsets.UTF_8);
        String now = Instant.now().toString();
        String at = record.changedAt().orElseThrow().toString();
        String hash = UUID.nameUUIDFromBytes(record.json()).toString().replace("-", "");
        String number = Long.toString(++highest);
        look("SELECT payload_hash FROM single.bronze_nexudus_products WHERE source_id = ?", id);
        run(insert(COPIES.get(0), 8), number, id, "seen", hash, text, at, now, run);
        Map<String, @Nullable String> values = values(JSON.readTree(text));
        values.put("source_id", id);
        silver(values, number, at, now);
        if (look(
                "SELECT v_nexudus FROM single.core_products_intervals"
                        + " WHERE primary_source_id = ? AND valid_to IS NULL",
                id)) {
            throw new IllegalStateException("Records of this measurement come once each");
        }
        List<@Nullable String> version = new ArrayList<>();
        Collections.addAll(version, number, "nexudus", id, at, now, "false", hash, number, run);
        taken.forEach(field -> version.add(values.get(field.column())));
        run(insert(COPIES.get(2), version.size()), version.toArray(new @Nullable String[0]));
        run(insert(COPIES.get(3), 8), "nexudus", id, at, null, "false", now, number, number);
    }

    private void silver(Map<String, @Nullable String> values, String number, String at, String now)
            throws SQLException {
        List<@Nullable String> row = new ArrayList<>();
        row.add(values.get("source_id"));
        entity.columns().forEach(silverColumn -> row.add(values.get(silverColumn.name())));
        Collections.addAll(row, number, run, at, now, now, "false", null);
        String sets =
                entity.columns().stream()
                        .map(
                                silverColumn ->
                                        silverColumn.name() + " = excluded." + silverColumn.name())
                        .collect(Collectors.joining(", "));
        run(
                insert(COPIES.get(1), row.size())
                        + " ON CONFLICT (source_id) DO UPDATE SET bronze_id = excluded.bronze_id,"
                        + " last_synced_at = excluded.last_synced_at, "
                        + sets,
                row.toArray(new @Nullable String[0]));
    }

    private Map<String, @Nullable String> values(JsonNode json) {
        Map<String, @Nullable String> values = new HashMap<>();
        for (SilverColumn silverColumn : entity.columns()) {
            JsonNode value = json.path(silverColumn.from().getFirst());
            values.put(silverColumn.name(), value.isValueNode() ? value.asText(null) : null);
        }
        values.put("product_type_label", "Private Office");
        return values;
    }

    private static String insert(String table, int columns) {
        return "INSERT INTO single."
                + copy(table)
                + " VALUES ("
                + String.join(", ", Collections.nCopies(columns, "?"))
                + ")";
    }

    private boolean look(String sql, String id) throws SQLException {
        statements++;
        try (PreparedStatement look = connection.prepareStatement(sql)) {
            look.setString(1, id);
            try (ResultSet found = look.executeQuery()) {
                return found.next();
            }
        }
    }

    private void run(String sql, @Nullable String... values) throws SQLException {
        statements++;
        writes++;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
