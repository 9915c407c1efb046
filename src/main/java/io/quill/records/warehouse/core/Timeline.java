package io.quill.records.warehouse.core;

import io.quill.records.warehouse.core.Mapping.Field;
import io.quill.records.warehouse.core.Mapping.Source;
import io.quill.records.warehouse.sql.Dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Builds the intervals of a history from all observed versions, whatever the order in which they
 * came.
 */
final class Timeline {
    static final String TOUCHED = "touched";
    static final String STEPS = "steps";

    private static final String KEY = "primary_source, primary_source_id";

    private final Mapping mapping;
    private final Dialect dialect;
    private final String touched;
    private final String steps;

    Timeline(Mapping mapping, Dialect dialect) {
        this.mapping = mapping;
        this.dialect = dialect;
        touched = dialect.temporary(TOUCHED);
        steps = dialect.temporary(STEPS);
    }

    /** Replaces the intervals of everything that was touched. */
    List<String> rebuild() {
        List<String> all = new ArrayList<>(steps(""));
        all.add(
                "DELETE FROM %1$s WHERE EXISTS (SELECT 1 FROM %2$s k WHERE k.primary_source ="
                                .formatted(mapping.intervals(), touched)
                        + " %1$s.primary_source AND k.primary_source_id = %1$s.primary_source_id)"
                                .formatted(mapping.intervals()));
        all.add(
                "INSERT INTO %s (%s) %s"
                        .formatted(mapping.intervals(), String.join(", ", columns()), intervals()));
        return all;
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        columns.add(KEY + ", valid_from, valid_to, is_deleted, recorded_at");
        for (Source source : mapping.sources()) {
            columns.add("v_" + source.alias() + ", n_" + source.alias());
        }
        return columns;
    }

    /** Statements for the intervals as they were known at a moment. */
    List<String> asOf(String at) {
        List<String> all = new ArrayList<>(steps(" AND v.observed_at <= " + at));
        all.addAll(dialect.createTemporary("believed", intervals()));
        return all;
    }

    /** Points in time at which a touched thing became what it then was. */
    private List<String> steps(String condition) {
        return mapping.isMerged() ? mergedSteps(condition) : plainSteps(condition);
    }

    private List<String> plainSteps(String condition) {
        String source = mapping.sources().getFirst().alias();
        return dialect.createTemporary(
                STEPS,
                """
                SELECT v.source AS primary_source, v.source_id AS primary_source_id,
                  v.sequence_at AS turned_at, v.observed_at AS recorded_at, v.is_deleted, v.row_hash,
                  v.version_id AS v_%s
                FROM (%s) AS v
                """
                        .formatted(
                                source,
                                winners(
                                        condition
                                                + " AND v.source_id IN (SELECT primary_source_id"
                                                + " FROM "
                                                + touched
                                                + ")")));
    }

    /** Query for the versions that count: of those of the same moment the one observed last. */
    private String winners(String condition) {
        return """
        SELECT * FROM (
          SELECT v.version_id, v.source, v.source_id, v.sequence_at, v.observed_at, v.is_deleted,
            v.row_hash, row_number() OVER (PARTITION BY v.source, v.source_id, v.sequence_at
              ORDER BY v.observed_at DESC, v.row_hash DESC, v.version_id DESC) AS place
          FROM %s v WHERE v.version_id > 0%s) AS ranked
        WHERE place = 1
        """
                .formatted(mapping.versions(), condition);
    }

    /**
     * Statements for the steps of a merged table: at each, the version of every source that held
     * then.
     */
    private List<String> mergedSteps(String condition) {
        List<String> all = new ArrayList<>();
        all.addAll(
                dialect.createTemporary(
                        "turns",
                        """
                        SELECT m.primary_source, m.primary_source_id, w.source,
                          w.sequence_at AS turned_at, w.observed_at, w.version_id,
                          row_number() OVER (PARTITION BY m.primary_source, m.primary_source_id
                            ORDER BY w.sequence_at, w.source) AS turn
                        FROM %s m
                        JOIN %s k ON k.primary_source = m.primary_source
                          AND k.primary_source_id = m.primary_source_id
                        JOIN (%s) w ON w.source = m.source AND w.source_id = m.source_id
                        """
                                .formatted(mapping.members(), touched, winners(condition))));
        String turns = dialect.temporary("turns");
        all.addAll(
                dialect.createTemporary(
                        "holding",
                        """
                        SELECT primary_source, primary_source_id, turned_at,
                          max(observed_at) AS recorded_at, %s
                        FROM (SELECT primary_source, primary_source_id, turned_at, observed_at, %s
                              FROM %s) AS running
                        GROUP BY primary_source, primary_source_id, turned_at
                        """
                                .formatted(
                                        each(s -> "max(t_%1$s) AS t_%1$s".formatted(s.alias())),
                                        each(Timeline::running),
                                        turns)));
        all.addAll(dialect.createTemporary(STEPS, merged(turns)));
        return all;
    }

    private static String running(Source source) {
        return ("max(CASE WHEN source = '%s' THEN turn END) OVER (PARTITION BY primary_source,"
                        + " primary_source_id ORDER BY turned_at) AS t_%s")
                .formatted(source.name(), source.alias());
    }

    private String merged(String turns) {
        String deleted =
                mapping.sources().stream()
                        .map(
                                source ->
                                        "(v_%1$s.version_id IS NULL OR v_%1$s.is_deleted = %2$s)"
                                                .formatted(source.alias(), dialect.flag(true)))
                        .collect(
                                Collectors.joining(
                                        " AND ",
                                        "CASE WHEN ",
                                        " THEN "
                                                + dialect.flag(true)
                                                + " ELSE "
                                                + dialect.flag(false)
                                                + " END"));
        String hash =
                CoreMerge.hash(dialect, mapping.tracked(), field -> value(field, deleted), deleted);
        return "SELECT h.primary_source, h.primary_source_id, h.turned_at, h.recorded_at, "
                + deleted
                + " AS is_deleted, "
                + hash
                + " AS row_hash, "
                + each(s -> "v_%1$s.version_id AS v_%1$s".formatted(s.alias()))
                + " FROM "
                + dialect.temporary("holding")
                + " h"
                + mapping.sources().stream()
                        .map(source -> version(source.alias(), turns))
                        .collect(Collectors.joining());
    }

    private String version(String source, String turns) {
        return """
         LEFT JOIN %1$s r_%2$s ON r_%2$s.primary_source = h.primary_source
          AND r_%2$s.primary_source_id = h.primary_source_id AND r_%2$s.turn = h.t_%2$s
         LEFT JOIN %3$s v_%2$s ON v_%2$s.version_id = r_%2$s.version_id
        """
                .formatted(turns, source, mapping.versions());
    }

    private String value(Field field, String deleted) {
        return CoreTables.field(mapping, field, "v_", deleted, dialect);
    }

    private String each(Function<Source, String> column) {
        return mapping.sources().stream().map(column).collect(Collectors.joining(", "));
    }

    /** Steps that change nothing fall away; each that remains holds until the next. */
    private String intervals() {
        String over = " OVER (PARTITION BY " + KEY + " ORDER BY turned_at";
        return """
        SELECT primary_source, primary_source_id, turned_at AS valid_from,
          lead(turned_at)%1$s) AS valid_to, is_deleted, recorded_at, %2$s
        FROM (SELECT s.*, lag(row_hash)%1$s) AS hash_before, %3$s
              FROM %4$s s) AS told
        WHERE hash_before IS NULL OR hash_before <> row_hash
        """
                .formatted(
                        over,
                        each(s -> "v_%1$s, n_%1$s".formatted(s.alias())),
                        each(
                                s ->
                                        "first_value(v_%1$s)%2$s DESC) AS n_%1$s"
                                                .formatted(s.alias(), over)),
                        steps);
    }

    /** Query that counts gaps and overlaps, which must be zero. */
    String violations() {
        return """
        SELECT count(*) FROM (
          SELECT i.valid_from, i.valid_to, lead(i.valid_from) OVER (
            PARTITION BY i.primary_source, i.primary_source_id ORDER BY i.valid_from) AS next_from
          FROM %s i JOIN %s k ON k.primary_source = i.primary_source
            AND k.primary_source_id = i.primary_source_id) AS chain
        WHERE (next_from IS NULL AND valid_to IS NOT NULL)
          OR (next_from IS NOT NULL AND (valid_to IS NULL OR valid_to <> next_from))
          OR valid_to <= valid_from
        """
                .formatted(mapping.intervals(), touched);
    }
}
