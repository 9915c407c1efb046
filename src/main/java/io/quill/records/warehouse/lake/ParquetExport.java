package io.quill.records.warehouse.lake;

import io.quill.platform.file.ArchiveException;
import io.quill.platform.file.FileStorage;
import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.SqlSession;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;

/**
 * Exports new rows of bronze, and whole histories, as Parquet files. A position is saved once its
 * file is stored, so a file may come twice and is never missing.
 */
public final class ParquetExport {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Database database;
    private final String tenant;
    private final FileStorage lake;

    public ParquetExport(Database database, String tenant, FileStorage lake) {
        this.database = database;
        this.tenant = tenant;
        this.lake = lake;
    }

    /** Exports the rows that were appended to a table of bronze. */
    public void exportRaw(String service, String entity, String table, Instant now) {
        OptionalLong top = newTop(table, "SELECT max(id) FROM " + table);
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
        savePosition(table, top.getAsLong());
    }

    /** Exports a history when it has new versions. */
    public void exportCanonical(String table, String versions, String history, Instant now) {
        OptionalLong top = newTop(history, "SELECT max(version_id) FROM " + versions);
        if (top.isEmpty()) {
            return;
        }
        put(
                tenant + "/canonical/" + table + "/" + TIME.format(now) + ".parquet",
                "SELECT * FROM " + history + " ORDER BY id, valid_from");
        savePosition(history, top.getAsLong());
    }

    /** Returns the highest id of a table, if that is beyond its files. */
    private OptionalLong newTop(String table, String highest) {
        long top = database.inTransaction(sqlSession -> sqlSession.number(highest));
        return top > position(table) ? OptionalLong.of(top) : OptionalLong.empty();
    }

    private long position(String table) {
        return database.inTransaction(
                sqlSession ->
                        sqlSession.number(
                                "SELECT position FROM meta.lake_positions WHERE table_name = ?",
                                table));
    }

    private void savePosition(String table, long position) {
        database.inTransaction(
                sqlSession -> {
                    sqlSession.update(
                            "DELETE FROM meta.lake_positions WHERE table_name = ?", table);
                    return sqlSession.update(
                            "INSERT INTO meta.lake_positions (table_name, position) VALUES (?, ?)",
                            table,
                            position);
                });
    }

    private void put(String key, String query) {
        try {
            Path file = Files.createTempFile("quill", ".parquet");
            try {
                try (SqlSession sqlSession = database.session()) {
                    ParquetWriter.write(sqlSession, query, file);
                }
                lake.put(key, file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new WarehouseException(
                    "Could not create a temporary file for the lake; free disk space", e);
        } catch (ArchiveException e) {
            throw new WarehouseException(
                    "The lake takes no file " + key + ": " + e.getMessage(), e);
        }
    }
}
