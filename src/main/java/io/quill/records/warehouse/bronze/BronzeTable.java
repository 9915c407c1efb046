package io.quill.records.warehouse.bronze;

import io.quill.records.landing.ExtractedField;
import io.quill.records.landing.Feed;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.Dialect.ColumnDef;
import io.quill.records.warehouse.sql.Dialect.Index;
import io.quill.records.warehouse.sql.Dialect.View;
import io.quill.records.warehouse.sql.SqlType;
import io.quill.records.warehouse.sql.SqlTypes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Append-only table of a feed.
 *
 * @param extracted what is kept beside the records, in the order in which the table has it
 */
public record BronzeTable(String service, String entity, List<ExtractedField> extracted) {
    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "source_id",
                    "change",
                    "payload_hash",
                    "raw_json",
                    "source_changed_at",
                    "synced_at",
                    "sync_run_id");

    public BronzeTable {
        extracted = List.copyOf(extracted);
    }

    public BronzeTable(String service, String entity) {
        this(service, entity, List.of());
    }

    public static BronzeTable of(Feed feed, List<ExtractedField> columns) {
        return new BronzeTable(feed.service(), feed.entity(), columns);
    }

    /** What happened to a record, as a row of bronze says it. */
    public enum Change {
        /** It came, new or changed. */
        SEEN("seen"),
        /** It came changed, though the service gives it the old time of change. */
        TOUCHED("touched"),
        DELETED("deleted"),
        /** It is there again. */
        RESTORED("restored");

        private final String word;

        Change(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public String stem() {
        return (service + "_" + entity).replace('-', '_');
    }

    public String name() {
        return "bronze." + stem();
    }

    public String latest() {
        return name() + "_latest";
    }

    /**
     * SQL for the time from which a row's content holds: the service's time where it is plausible,
     * else the time it was seen.
     */
    public static String sequence(String alias) {
        return ("CASE WHEN %1$s.change = 'seen' THEN coalesce(%1$s.source_changed_at,"
                        + " %1$s.synced_at) ELSE greatest(%1$s.synced_at,"
                        + " coalesce(%1$s.source_changed_at, %1$s.synced_at)) END")
                .formatted(alias);
    }

    /** Makes it, where it is not there. */
    List<String> create(Dialect dialect) {
        return dialect.createTable(
                name(), columns(dialect), List.of(Index.unique("id"), Index.on("source_id", "id")));
    }

    /** Adds what is kept from now on; rows of before have nothing there. */
    List<String> add(Dialect dialect, List<ExtractedField> missing) {
        return missing.stream()
                .map(each -> "ALTER TABLE " + name() + " ADD " + definition(each, dialect).sql())
                .toList();
    }

    /** Statements for the indexes on extracted columns and the view of each record's last row. */
    List<String> createLatestView(Dialect dialect) {
        List<Index> indexes =
                extracted.stream()
                        .filter(ExtractedField::indexed)
                        .map(each -> Index.on(each.name()))
                        .toList();
        List<String> all = new ArrayList<>();
        if (!indexes.isEmpty()) {
            all.addAll(dialect.createTable(name(), columns(dialect), indexes));
        }
        all.addAll(
                dialect.createViews(
                        List.of(new View(latest(), latestQuery(String.join(", ", prefixed()))))));
        return all;
    }

    /** Returns the names of all columns in their order. */
    List<String> names() {
        return Stream.concat(COLUMNS.stream(), extracted.stream().map(ExtractedField::name))
                .toList();
    }

    /** Returns the table with the columns it has already, wherever they were declared. */
    BronzeTable with(List<String> there) {
        Map<String, ExtractedField> all = new LinkedHashMap<>();
        there.stream()
                .filter(name -> !COLUMNS.contains(name))
                .forEach(name -> all.put(name, ExtractedField.undeclared(name)));
        extracted.forEach(each -> all.put(each.name(), each));
        return new BronzeTable(service, entity, List.copyOf(all.values()));
    }

    private List<ColumnDef> columns(Dialect dialect) {
        return Stream.concat(
                        fixedColumns(dialect).stream(),
                        extracted.stream().map(each -> definition(each, dialect)))
                .toList();
    }

    private static ColumnDef definition(ExtractedField field, Dialect dialect) {
        return ColumnDef.of(
                field.name(),
                dialect.type(
                        switch (field.kind()) {
                            case INT -> new SqlType.Whole(SqlType.Size.INT);
                            case LONG -> SqlTypes.LONG;
                            case TEXT -> new SqlType.Text(ExtractedField.LONGEST_TEXT);
                        }));
    }

    private static List<ColumnDef> fixedColumns(Dialect dialect) {
        return List.of(
                ColumnDef.required("id", dialect.type(SqlTypes.LONG)),
                ColumnDef.required("source_id", dialect.type(new SqlType.Text(128))),
                ColumnDef.required("change", dialect.type(new SqlType.Text(16))),
                ColumnDef.required("payload_hash", dialect.type(new SqlType.Text(64))),
                ColumnDef.required("raw_json", dialect.document()),
                ColumnDef.of("source_changed_at", dialect.type(SqlTypes.MOMENT)),
                ColumnDef.required("synced_at", dialect.type(SqlTypes.MOMENT)),
                ColumnDef.required("sync_run_id", dialect.type(new SqlType.Text(36))));
    }

    private List<String> prefixed() {
        return names().stream().map(column -> "b." + column).toList();
    }

    private String latestQuery(String columns) {
        return "SELECT "
                + columns
                + " FROM "
                + name()
                + " b JOIN (SELECT max(id) AS id FROM "
                + name()
                + " GROUP BY source_id) m ON m.id = b.id";
    }
}
