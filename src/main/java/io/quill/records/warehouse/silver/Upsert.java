package io.quill.records.warehouse.silver;

import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.SqlType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** SQL statements that merge staged rows into the tables of an entity. */
final class Upsert {
    private static final String WINNERS = "winners";

    private final Entity entity;
    private final Dialect dialect;
    private final List<String> names;
    private final String staged;
    private final String winners;

    Upsert(Entity entity, Dialect dialect) {
        this.entity = entity;
        this.dialect = dialect;
        names = entity.columns().stream().map(SilverColumn::name).toList();
        staged = dialect.temporary(StagingQuery.STAGED);
        winners = dialect.temporary(WINNERS);
    }

    /**
     * Returns the statements that choose, of several rows of a record, the one whose content holds
     * last.
     */
    List<String> winners() {
        return dialect.createTemporary(
                WINNERS,
                """
                SELECT bronze_id FROM (
                  SELECT bronze_id, row_number() OVER (PARTITION BY source_id
                    ORDER BY sequence_at DESC, bronze_id DESC) AS place
                  FROM %s WHERE faults IS NULL) AS ranked
                WHERE place = 1
                """
                        .formatted(staged));
    }

    /** An older content does not replace a newer one, in whatever order they come. */
    String merge() {
        List<String> sets = new ArrayList<>();
        state().forEach(name -> sets.add(name + " = s." + name));
        return """
        MERGE INTO %s AS t USING (%s) AS s ON t.source_id = s.source_id
        WHEN MATCHED AND (s.sequence_at > t.sequence_at
          OR (s.sequence_at = t.sequence_at AND s.bronze_id > t.bronze_id))
          THEN UPDATE SET %s
        WHEN NOT MATCHED THEN INSERT (source_id, first_seen_at, %s)
          VALUES (s.source_id, s.last_synced_at, %s)%s
        """
                .formatted(
                        entity.table(),
                        winning(),
                        String.join(", ", sets),
                        String.join(", ", state()),
                        state().stream().map(n -> "s." + n).collect(Collectors.joining(", ")),
                        dialect.endOfMerge());
    }

    private List<String> state() {
        List<String> all = new ArrayList<>(names);
        all.addAll(
                List.of(
                        "bronze_id",
                        "sync_run_id",
                        "sequence_at",
                        "last_synced_at",
                        "is_deleted",
                        "deleted_at"));
        return all;
    }

    private String winning() {
        return """
        SELECT r.source_id, %s, r.bronze_id, r.sync_run_id, r.sequence_at,
          r.synced_at AS last_synced_at,
          CASE WHEN r.change = 'deleted' THEN %s ELSE %s END AS is_deleted,
          CASE WHEN r.change = 'deleted' THEN r.synced_at END AS deleted_at
        FROM %s r JOIN %s w ON w.bronze_id = r.bronze_id
        """
                .formatted(
                        names.stream().map(n -> "r." + n).collect(Collectors.joining(", ")),
                        dialect.flag(true),
                        dialect.flag(false),
                        staged,
                        winners);
    }

    String changes() {
        String columns =
                "bronze_id, change, sequence_at, synced_at, sync_run_id, source_id, "
                        + String.join(", ", names);
        return "INSERT INTO "
                + entity.changes()
                + " ("
                + columns
                + ") SELECT "
                + columns
                + " FROM "
                + staged
                + " WHERE faults IS NULL";
    }

    /** Statements that rebuild the dependent tables for the staged records. */
    List<String> dependents() {
        List<String> all = new ArrayList<>();
        for (Entity.PerRow table : entity.perRow()) {
            all.add(deleteRows("silver." + table.table(), table.parent()));
            table.entries().forEach(entry -> all.add(perRow(table, entry)));
        }
        for (Entity.Bridge bridge : entity.bridges()) {
            all.add(deleteRows("silver." + bridge.table(), bridge.left()));
            all.add(bridge(bridge));
        }
        return all;
    }

    /** Deletes rows of records that the staged row has replaced. */
    private String deleteRows(String table, String parent) {
        return "DELETE FROM "
                + table
                + " WHERE "
                + parent
                + " IN (SELECT t.source_id "
                + joinCurrent()
                + ")";
    }

    private String joinCurrent() {
        return "FROM "
                + entity.table()
                + " t JOIN "
                + staged
                + " s ON s.bronze_id = t.bronze_id AND s.faults IS NULL";
    }

    private String perRow(Entity.PerRow table, Entity.PerRowEntry entry) {
        List<String> into = new ArrayList<>(List.of(table.parent()));
        List<String> values = new ArrayList<>(List.of("t.source_id"));
        for (Entity.Fixed fixed : entry.fixed()) {
            into.add(fixed.column().name());
            values.add(dialect.cast(StagingQuery.quoted(fixed.value()), fixed.column().type()));
        }
        for (Entity.Staged each : entry.columns()) {
            into.add(each.name());
            values.add(value(each));
        }
        into.add("last_synced_at");
        values.add("t.last_synced_at");
        return "INSERT INTO silver.%s (%s) SELECT %s %s"
                .formatted(
                        table.table(),
                        String.join(", ", into),
                        String.join(", ", values),
                        joinCurrent());
    }

    private static String value(Entity.Staged each) {
        String own = "s." + each.column().name();
        if (each.zeros().isEmpty()) {
            return own;
        }
        return each.zeros().stream()
                .map(zero -> "s." + zero + " = 0")
                .collect(Collectors.joining(" AND ", "CASE WHEN NOT (", ") THEN " + own + " END"));
    }

    private String bridge(Entity.Bridge bridge) {
        String value = dialect.cast("part.value", bridge.right().type());
        return """
        INSERT INTO silver.%s (%s, %s)
        SELECT DISTINCT source_id, value FROM (
          SELECT t.source_id, %s AS value FROM (SELECT t.source_id, t.%s AS list %s
            WHERE t.is_deleted = %s AND t.%s IS NOT NULL) AS t
          %s) AS parts WHERE value IS NOT NULL%s
        """
                .formatted(
                        bridge.table(),
                        bridge.left(),
                        bridge.right().name(),
                        value,
                        bridge.from(),
                        joinCurrent(),
                        dialect.flag(false),
                        bridge.from(),
                        dialect.splitList("t.list"),
                        bridge.right().type() instanceof SqlType.Text ? " AND value <> ''" : "");
    }

    /** Statements that record an error once for each row of bronze, however often it is read. */
    List<String> errors(String now, String run) {
        String id =
                dialect.md5(
                        "concat('%s/%s/', s.bronze_id)"
                                .formatted(entity.service(), entity.entity()));
        String bronze = "bronze." + entity.stem();
        return List.of(
                "DELETE FROM meta.sync_errors WHERE id IN (SELECT "
                        + id
                        + " FROM "
                        + staged
                        + " s WHERE s.faults IS NOT NULL)",
                """
                INSERT INTO meta.sync_errors (id, sync_run_id, source_name, entity, stage,
                  source_id, bronze_id, error_message, payload_hash, raw_payload, created_at)
                SELECT %s, '%s', '%s', '%s', 'silver', b.source_id, b.id,
                  CASE WHEN %s THEN s.faults ELSE 'it is no JSON' END,
                  b.payload_hash, b.raw_json, %s
                FROM %s s JOIN %s b ON b.id = s.bronze_id WHERE s.faults IS NOT NULL
                """
                        .formatted(
                                id,
                                run,
                                entity.service(),
                                entity.entity(),
                                dialect.isJson("b.raw_json"),
                                now,
                                staged,
                                bronze));
    }

    /** Statement that closes errors whose rows fit now. */
    String replayed(String now) {
        return """
        UPDATE meta.sync_errors SET replayed_at = %s
        WHERE source_name = '%s' AND entity = '%s' AND replayed_at IS NULL
          AND bronze_id IN (SELECT bronze_id FROM %s WHERE faults IS NULL)
        """
                .formatted(now, entity.service(), entity.entity(), staged);
    }
}
