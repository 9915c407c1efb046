package io.quill.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.landing.RawRecord;
import io.quill.warehouse.Place;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What many loaders do: for each record a look, an insert and a merge, each for itself. */
final class RowByRow {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIELDS =
            List.of("Name", "FloorPlanBusinessName", "Price", "Available", "CoworkerEmail");

    private RowByRow() {}

    static void load(Place.Kind.Server server, Iterable<RawRecord> records)
            throws SQLException, IOException {
        try (Connection connection =
                DriverManager.getConnection(server.address(), server.user(), server.password())) {
            tables(connection);
            for (RawRecord record : records) {
                one(connection, record);
            }
        }
    }

    private static void tables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE raw (id bigserial PRIMARY KEY, source_id text, raw_json text)");
            statement.execute("CREATE INDEX raw_source ON raw (source_id)");
            statement.execute(
                    "CREATE TABLE typed (source_id text PRIMARY KEY, f0 text, f1 text, f2 text,"
                            + " f3 text, f4 text)");
        }
    }

    private static void one(Connection connection, RawRecord record)
            throws SQLException, IOException {
        String text = new String(record.json(), StandardCharsets.UTF_8);
        JsonNode json = JSON.readTree(text);
        try (PreparedStatement look =
                        connection.prepareStatement(
                                "SELECT raw_json FROM raw WHERE source_id = ?"
                                        + " ORDER BY id DESC LIMIT 1");
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO raw (source_id, raw_json) VALUES (?, ?)");
                PreparedStatement merge =
                        connection.prepareStatement(
                                "INSERT INTO typed VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT"
                                        + " (source_id) DO UPDATE SET f0 = excluded.f0, f1 ="
                                        + " excluded.f1, f2 = excluded.f2, f3 = excluded.f3, f4 ="
                                        + " excluded.f4")) {
            look.setString(1, record.sourceId());
            look.executeQuery().close();
            insert.setString(1, record.sourceId());
            insert.setString(2, text);
            insert.executeUpdate();
            merge.setString(1, record.sourceId());
            for (int i = 0; i < FIELDS.size(); i++) {
                merge.setString(i + 2, json.path(FIELDS.get(i)).asText());
            }
            merge.executeUpdate();
        }
    }
}
