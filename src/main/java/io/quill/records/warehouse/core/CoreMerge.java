package io.quill.records.warehouse.core;

import io.quill.records.warehouse.core.Mapping.Field;
import io.quill.records.warehouse.core.Mapping.Source;
import io.quill.records.warehouse.core.Mapping.Taken;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.SqlType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** SQL statements that take a source's changes out of silver and make versions of them. */
final class CoreMerge {
    static final String TAKEN = "taken";

    private final Mapping mapping;
    private final Source source;
    private final Dialect dialect;
    private final String taken;

    CoreMerge(Mapping mapping, Source source, Dialect dialect) {
        this.mapping = mapping;
        this.source = source;
        this.dialect = dialect;
        taken = dialect.temporary(TAKEN);
    }

    /**
     * The changes up to a row of bronze, in the canonical fields, with a hash of what is tracked.
     */
    List<String> selectChanges(long upTo) {
        List<String> columns = new ArrayList<>();
        columns.add("c.bronze_id, c.sequence_at, c.synced_at AS observed_at, c.sync_run_id");
        columns.add(
                "CAST(c.source_id AS " + dialect.type(new SqlType.Text(128)) + ") AS source_id");
        columns.add(
                "CASE WHEN c.change = 'deleted' THEN %s ELSE %s END AS is_deleted"
                        .formatted(dialect.flag(true), dialect.flag(false)));
        for (Taken field : source.taken()) {
            columns.add(value(field) + " AS " + field.field());
        }
        String mapped =
                "SELECT %s%s FROM %s c WHERE c.bronze_id <= %d"
                        .formatted(
                                String.join(", ", columns),
                                dialect.fence(),
                                source.changes(),
                                upTo);
        return dialect.createTemporary(
                TAKEN,
                List.of("bronze_id", "source_id"),
                "SELECT bronze_id, sequence_at, observed_at, sync_run_id, source_id, is_deleted, %s, %s AS row_hash FROM (%s) m"
                        .formatted(fields(""), hash(), mapped));
    }

    /** The fields that are taken, each with a prefix. */
    private String fields(String prefix) {
        return source.taken().stream()
                .map(taken -> prefix + taken.field())
                .collect(Collectors.joining(", "));
    }

    private String value(Taken taken) {
        String column = "c." + taken.column();
        String text = dialect.text(column, taken.type());
        SqlType wanted = field(taken.field()).type();
        return switch (taken.rule()) {
            case AS_IT_IS ->
                    wanted.equals(taken.type())
                            ? column
                            : "CAST(" + column + " AS " + dialect.type(wanted) + ")";
            case MASK ->
                    "CASE WHEN %s IS NOT NULL THEN concat(%s, '***') END"
                            .formatted(column, dialect.first(text, 1));
            case HASH ->
                    "CASE WHEN %s IS NOT NULL THEN %s END".formatted(column, dialect.md5(text));
        };
    }

    private Field field(String name) {
        return mapping.fields().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Hash of the tracked values that are present, whatever their spelling. */
    private String hash() {
        List<Field> tracked =
                mapping.tracked().stream()
                        .filter(field -> source.taken(field.name()).isPresent())
                        .toList();
        return hash(dialect, tracked, field -> "m." + field.name(), "m.is_deleted");
    }

    /** A text in which every field that is there stands with its name. */
    static String hash(
            Dialect dialect, List<Field> fields, Function<Field, String> value, String deleted) {
        String parts =
                fields.stream()
                        .map(field -> part(dialect, field, value.apply(field)))
                        .collect(Collectors.joining(", "));
        String gone = "CASE WHEN " + deleted + " = " + dialect.flag(true) + " THEN 'gone' END";
        return dialect.md5(
                "concat_ws('\u001f', '', " + gone + (parts.isEmpty() ? "" : ", " + parts) + ")");
    }

    private static String part(Dialect dialect, Field field, String value) {
        return "CASE WHEN %1$s IS NOT NULL THEN concat('%2$s=', %3$s) END"
                .formatted(value, field.name(), dialect.text(value, field.type()));
    }

    /** A row of bronze becomes one version, however often it is read. */
    String insert(long highest) {
        return """
        INSERT INTO %1$s (version_id, source, source_id, sequence_at, observed_at, is_deleted,
          row_hash, bronze_id, sync_run_id, %2$s)
        SELECT %3$d + row_number() OVER (ORDER BY t.bronze_id), '%4$s', t.source_id,
          t.sequence_at, t.observed_at, t.is_deleted, t.row_hash, t.bronze_id, t.sync_run_id, %5$s
        FROM %6$s t
        WHERE NOT EXISTS (SELECT 1 FROM %1$s v
          WHERE v.source = '%4$s' AND v.source_id = t.source_id AND v.bronze_id = t.bronze_id)
        """
                .formatted(
                        mapping.versions(),
                        fields(""),
                        highest,
                        source.name(),
                        fields("t."),
                        taken);
    }

    String deleteTaken() {
        return "DELETE FROM "
                + source.changes()
                + " WHERE bronze_id IN (SELECT bronze_id FROM "
                + taken
                + ")";
    }
}
