package io.quill.records.warehouse.silver;

import io.quill.records.warehouse.bronze.BronzeTable;
import io.quill.records.warehouse.silver.Column.Labels;
import io.quill.records.warehouse.silver.Column.When;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.JsonField;
import io.quill.records.warehouse.sql.Type;
import io.quill.records.warehouse.sql.Types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The query that types and cleans rows of bronze, in four steps that each read the one before: the
 * texts of a record, the text of each column, its value, and what does not fit.
 */
final class Reading {
    /** What a row of bronze says beside its record. */
    static final List<String> LINEAGE =
            List.of("bronze_id", "change", "sequence_at", "synced_at", "sync_run_id");

    static final String STAGED = "staged";

    private static final String KEY = "source_key";

    private final Entity entity;
    private final Dialect dialect;
    private final List<Column> columns;
    private final Map<String, String> aliases = new LinkedHashMap<>();

    Reading(Entity entity, Dialect dialect) {
        this.entity = entity;
        this.dialect = dialect;
        columns = new ArrayList<>(entity.columns());
        for (Entity.PerRow table : entity.perRow()) {
            for (Entity.PerRowEntry entry : table.entries()) {
                entry.columns().forEach(staged -> columns.add(staged.column()));
            }
        }
        for (Column column : columns) {
            column.from().forEach(path -> aliases.putIfAbsent(path, "p" + aliases.size()));
        }
    }

    /** Rows of bronze that satisfy a condition on {@code b}. */
    List<String> staged(String condition) {
        return dialect.createTemporary(
                STAGED,
                List.of("bronze_id", "source_id", "faults"),
                faults(values(texts(documents(condition)))));
    }

    private String documents(String condition) {
        String rows =
                """
                (SELECT b.id AS bronze_id, b.change, %s AS sequence_at, b.synced_at,
                   b.sync_run_id, b.source_id AS source_key, b.raw_json
                 FROM %s b WHERE %s%s) AS rows_of_bronze
                """
                        .formatted(
                                BronzeTable.sequence("b"), bronze(), condition, withoutExcluded());
        List<JsonField> fields =
                aliases.entrySet().stream()
                        .map(path -> JsonField.of(path.getValue(), path.getKey()))
                        .toList();
        List<String> keep = new ArrayList<>(LINEAGE);
        keep.add(KEY);
        return dialect.fields(rows, keep, "raw_json", fields);
    }

    private String bronze() {
        return new BronzeTable(entity.service(), entity.entity()).name();
    }

    private String withoutExcluded() {
        if (entity.excluded().isEmpty()) {
            return "";
        }
        return entity.excluded().stream()
                .sorted()
                .map(Reading::quoted)
                .collect(Collectors.joining(", ", " AND b.source_id NOT IN (", ")"));
    }

    private String texts(String from) {
        List<String> texts =
                columns.stream().map(column -> text(column) + " AS t_" + column.name()).toList();
        String anything = String.join(", ", aliases.values());
        return select(
                from,
                List.of(
                        String.join(", ", LINEAGE),
                        KEY,
                        KEY + " AS t_" + entity.id().name(),
                        "coalesce("
                                + anything
                                + (aliases.size() == 1 ? ", NULL" : "")
                                + ") AS anything",
                        String.join(", ", texts) + dialect.fence()));
    }

    private String text(Column column) {
        return column.when()
                .map(when -> "CASE WHEN " + applies(when) + " THEN " + plain(column) + " END")
                .orElseGet(() -> plain(column));
    }

    private String applies(When when) {
        return plain(entity.column(when.column()).orElseThrow())
                + when.values().stream()
                        .map(Reading::quoted)
                        .collect(Collectors.joining(", ", " IN (", ")"));
    }

    private String plain(Column column) {
        if (column.labels().isPresent()) {
            return labelled(column.labels().get());
        }
        List<String> found = new ArrayList<>();
        for (String path : column.from()) {
            String at = aliases.getOrDefault(path, "NULL");
            found.add(
                    "nullif("
                            + (column.stripped() ? dialect.stripped(at) : "trim(" + at + ")")
                            + ", '')");
        }
        column.otherwise().ifPresent(text -> found.add(quoted(text)));
        return found.size() == 1 ? found.getFirst() : "coalesce(" + String.join(", ", found) + ")";
    }

    private String labelled(Labels labels) {
        String of = plain(entity.column(labels.of()).orElseThrow());
        return labels.words().entrySet().stream()
                .map(word -> "WHEN " + quoted(word.getKey()) + " THEN " + quoted(word.getValue()))
                .collect(
                        Collectors.joining(
                                " ",
                                "CASE " + of + " ",
                                " ELSE " + quoted(labels.otherwise()) + " END"));
    }

    private String values(String from) {
        List<String> values = new ArrayList<>();
        values.add(String.join(", ", LINEAGE) + ", " + KEY + ", anything" + dialect.fence());
        for (Column column : all()) {
            values.add(cast(column) + " AS " + column.name());
            if (!(column.type() instanceof Type.Text)) {
                values.add("t_" + column.name());
            }
        }
        return select(from, values);
    }

    private String cast(Column column) {
        return dialect.cast("t_" + column.name(), column.type());
    }

    private String faults(String from) {
        List<String> kept = new ArrayList<>();
        kept.add(String.join(", ", LINEAGE) + ", " + KEY);
        all().forEach(column -> kept.add(column.name()));
        List<String> faults = new ArrayList<>();
        faults.add("CASE WHEN anything IS NULL THEN 'nothing in it is known' END");
        all().forEach(column -> faults.addAll(faults(column)));
        kept.add("nullif(concat_ws('; ', " + String.join(", ", faults) + "), '') AS faults");
        return select(from, kept);
    }

    private List<String> faults(Column column) {
        List<String> faults = new ArrayList<>();
        if (!(column.type() instanceof Type.Text)) {
            faults.add(
                    "CASE WHEN t_%1$s IS NOT NULL AND %1$s IS NULL THEN '%1$s is no %2$s' END"
                            .formatted(column.name(), column.type().words()));
        } else if (column.type() instanceof Type.Text(int length) && length != Types.UNBOUNDED) {
            faults.add(
                    "CASE WHEN %s > %d THEN '%s is no %s' END"
                            .formatted(
                                    dialect.length(column.name()),
                                    length,
                                    column.name(),
                                    column.type().words()));
        }
        if (column.required()) {
            String raw = (column.type() instanceof Type.Text ? "" : "t_") + column.name();
            faults.add(
                    "CASE WHEN %s IS NULL THEN '%s is missing' END".formatted(raw, column.name()));
        }
        return faults;
    }

    private List<Column> all() {
        List<Column> all = new ArrayList<>();
        all.add(entity.id());
        all.addAll(columns);
        return all;
    }

    private String select(String from, List<String> columns) {
        return "SELECT " + String.join(", ", columns) + " FROM (" + from + ") AS before";
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
