package io.quill.records.warehouse.core;

import io.quill.records.warehouse.core.Mapping.Field;
import io.quill.records.warehouse.core.Mapping.Source;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.Dialect.ColumnDef;
import io.quill.records.warehouse.sql.Dialect.Index;
import io.quill.records.warehouse.sql.Dialect.View;
import io.quill.records.warehouse.sql.SqlType;
import io.quill.records.warehouse.sql.SqlTypes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tables of a mapping: all observed versions, the intervals in which they hold, and two views that
 * join both.
 */
final class CoreTables {
    private static final SqlType ID = new SqlType.Text(128);
    private static final SqlType NAME = new SqlType.Text(128);

    private final Mapping mapping;
    private final Dialect dialect;
    private final String tenant;

    CoreTables(Mapping mapping, Dialect dialect, String tenant) {
        this.mapping = mapping;
        this.dialect = dialect;
        this.tenant = tenant;
    }

    List<String> create() {
        List<String> all = new ArrayList<>();
        all.addAll(
                dialect.createTable(
                        mapping.versions(),
                        versions(),
                        List.of(Index.unique("version_id"), Index.on("source", "source_id"))));
        all.addAll(
                dialect.createTable(
                        mapping.intervals(),
                        intervals(),
                        List.of(Index.on("primary_source", "primary_source_id"))));
        if (mapping.isMerged()) {
            all.addAll(
                    dialect.createTable(
                            mapping.members(),
                            List.of(
                                    required("source", NAME),
                                    required("source_id", ID),
                                    ColumnDef.of("match_key", dialect.type(new SqlType.Text(512))),
                                    required("primary_source", NAME),
                                    required("primary_source_id", ID)),
                            List.of(Index.unique("source", "source_id"), Index.on("match_key"))));
        }
        all.addAll(
                dialect.createViews(
                        List.of(
                                new View(mapping.history(), history(mapping.intervals())),
                                new View(mapping.current(), current()))));
        return all;
    }

    private String current() {
        return "SELECT * FROM "
                + mapping.history()
                + " WHERE is_current = "
                + dialect.flag(true)
                + " AND is_deleted = "
                + dialect.flag(false);
    }

    List<String> drop() {
        return List.of(
                dialect.dropView(mapping.current()),
                dialect.dropView(mapping.history()),
                dialect.dropTable(mapping.versions()),
                dialect.dropTable(mapping.intervals()),
                dialect.dropTable(mapping.members()));
    }

    private List<ColumnDef> versions() {
        List<ColumnDef> columns = new ArrayList<>();
        columns.add(required("version_id", SqlTypes.LONG));
        columns.add(required("source", NAME));
        columns.add(required("source_id", ID));
        columns.add(required("sequence_at", SqlTypes.MOMENT));
        columns.add(required("observed_at", SqlTypes.MOMENT));
        columns.add(required("is_deleted", SqlTypes.FLAG));
        columns.add(required("row_hash", new SqlType.Text(32)));
        columns.add(required("bronze_id", SqlTypes.LONG));
        columns.add(required("sync_run_id", new SqlType.Text(36)));
        for (Field field : mapping.fields()) {
            columns.add(ColumnDef.of(field.name(), dialect.type(field.type())));
        }
        return columns;
    }

    private List<ColumnDef> intervals() {
        List<ColumnDef> columns = new ArrayList<>();
        columns.add(required("primary_source", NAME));
        columns.add(required("primary_source_id", ID));
        columns.add(required("valid_from", SqlTypes.MOMENT));
        columns.add(ColumnDef.of("valid_to", dialect.type(SqlTypes.MOMENT)));
        columns.add(required("is_deleted", SqlTypes.FLAG));
        columns.add(required("recorded_at", SqlTypes.MOMENT));
        for (Source source : mapping.sources()) {
            columns.add(ColumnDef.of("v_" + source.alias(), dialect.type(SqlTypes.LONG)));
            columns.add(ColumnDef.of("n_" + source.alias(), dialect.type(SqlTypes.LONG)));
        }
        return columns;
    }

    private ColumnDef required(String name, SqlType sqlType) {
        return ColumnDef.required(name, dialect.type(sqlType));
    }

    /** Intervals with the fields of their versions, and those that have no history as they are. */
    String history(String intervals) {
        List<String> columns = new ArrayList<>();
        columns.add("'" + tenant + "' AS tenant_id");
        columns.add("concat(i.primary_source, ':', i.primary_source_id) AS id");
        for (Field field : mapping.fields()) {
            String from = field.tracked() ? "v_" : "n_";
            columns.add(
                    field(mapping, field, from, "i.is_deleted", dialect) + " AS " + field.name());
        }
        columns.add("i.primary_source, i.primary_source_id, i.valid_from, i.valid_to");
        columns.add(
                "CASE WHEN i.valid_to IS NULL THEN %s ELSE %s END AS is_current"
                        .formatted(dialect.flag(true), dialect.flag(false)));
        columns.add("i.is_deleted, i.recorded_at");
        for (Source source : mapping.sources()) {
            columns.add("v_%1$s.bronze_id AS %1$s_bronze_id".formatted(source.alias()));
            columns.add("v_%1$s.sync_run_id AS %1$s_run_id".formatted(source.alias()));
        }
        columns.add(
                "(SELECT p.definition_hash FROM meta.positions p WHERE p.source_name = 'core'"
                        + " AND p.entity = '%s') AS mapping_hash".formatted(mapping.table()));
        return "SELECT " + String.join(", ", columns) + " FROM " + intervals + " i" + joins();
    }

    private String joins() {
        StringBuilder joins = new StringBuilder();
        for (Source source : mapping.sources()) {
            joins.append(join("v_" + source.alias()));
            if (mapping.hasUntracked()) {
                joins.append(join("n_" + source.alias()));
            }
        }
        return joins.toString();
    }

    private String join(String column) {
        return " LEFT JOIN %1$s %2$s ON %2$s.version_id = i.%2$s"
                .formatted(mapping.versions(), column);
    }

    /**
     * The first source that knows a field, of those whose record is there; where none is, the first
     * that knew it. PostgreSQL forgets a decimal's digits on the way.
     */
    static String field(
            Mapping mapping, Field field, String prefix, String deleted, Dialect dialect) {
        List<String> order = field.order();
        if (!mapping.isMerged()) {
            return prefix + order.getFirst() + "." + field.name();
        }
        String live =
                order.stream()
                        .map(
                                source ->
                                        "CASE WHEN %1$s%2$s.is_deleted = %4$s THEN %1$s%2$s.%3$s END"
                                                .formatted(
                                                        prefix,
                                                        source,
                                                        field.name(),
                                                        dialect.flag(false)))
                        .collect(Collectors.joining(", "));
        String gone =
                order.stream()
                        .map(source -> prefix + source + "." + field.name())
                        .collect(Collectors.joining(", "));
        String value =
                "CASE WHEN %s = %s THEN coalesce(%s, NULL) ELSE coalesce(%s, NULL) END"
                        .formatted(deleted, dialect.flag(true), gone, live);
        return field.type() instanceof SqlType.Decimal
                ? "CAST(" + value + " AS " + dialect.type(field.type()) + ")"
                : value;
    }
}
