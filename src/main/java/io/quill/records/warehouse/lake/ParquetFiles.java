package io.quill.records.warehouse.lake;

import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;

/**
 * Writes what is new as Parquet: {@code {tenant}/raw/{service}/{table}/{time}.parquet} has the rows
 * of bronze since the file before it, {@code {tenant}/canonical/{table}/{time}.parquet} a whole
 * history. A position moves once its file is there, so a file may come twice and never goes
 * missing.
 */
public final class ParquetFiles {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Database database;
    private final String tenant;
    private final Lake lake;

    public ParquetFiles(Database database, String tenant, Lake lake) {
        this.database = database;
        this.tenant = tenant;
        this.lake = lake;
    }

    /** The rows that were appended to a table of bronze. */
    public void raw(String service, String entity, String table, Instant now) {
        OptionalLong top = moved(table, "SELECT max(id) FROM " + table);
        if (top.isEmpty()) {
            return;
        }
        long position = position(table);
        put(
                tenant + "/raw/" + service + "/" + entity + "/" + TIME.format(now) + ".parquet",
                "SELECT * FROM "
                        + table
                        + " WHERE id > "
                        + position
                        + " AND id <= "
                        + top.getAsLong()
                        + " ORDER BY id");
        move(table, top.getAsLong());
    }

    /** A history, when there are new versions in it. */
    public void canonical(String table, String versions, String history, Instant now) {
        OptionalLong top = moved(history, "SELECT max(version_id) FROM " + versions);
        if (top.isEmpty()) {
            return;
        }
        put(
                tenant + "/canonical/" + table + "/" + TIME.format(now) + ".parquet",
                "SELECT * FROM " + history + " ORDER BY id, valid_from");
        move(history, top.getAsLong());
    }

    /** How far a table got, if that is further than its files. */
    private OptionalLong moved(String table, String highest) {
        long top = database.inTransaction(session -> session.number(highest));
        return top > position(table) ? OptionalLong.of(top) : OptionalLong.empty();
    }

    private long position(String table) {
        return database.inTransaction(
                session ->
                        session.number(
                                "SELECT position FROM meta.lake_positions WHERE table_name = ?",
                                table));
    }

    private void move(String table, long position) {
        database.inTransaction(
                session -> {
                    session.update("DELETE FROM meta.lake_positions WHERE table_name = ?", table);
                    return session.update(
                            "INSERT INTO meta.lake_positions (table_name, position) VALUES (?, ?)",
                            table,
                            position);
                });
    }

    private void put(String key, String query) {
        try {
            Path file = Files.createTempFile("quill", ".parquet");
            try {
                try (Session session = database.session()) {
                    ParquetWriter.write(session, query, file);
                }
                lake.put(key, file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new WarehouseException("There is no room for a file on its way to the lake", e);
        }
    }
}
