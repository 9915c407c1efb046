package io.quill.records.warehouse.silver;

import io.quill.records.warehouse.bronze.BronzeTable;
import io.quill.records.warehouse.silver.SilverColumn.Labels;
import io.quill.records.warehouse.silver.SilverColumn.When;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.JsonField;
import io.quill.records.warehouse.sql.SqlType;
import io.quill.records.warehouse.sql.SqlTypes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Query that types and cleans rows of bronze in four steps: fields of the record, text of each
 * column, its value, and errors.
 */
final class StagingQuery {
    /** Columns of bronze that are kept beside the record. */
    static final List<String> LINEAGE =
            List.of("bronze_id", "change", "sequence_at", "synced_at", "sync_run_id");

    static final String STAGED = "staged";

    private static final String KEY = "source_key";

    private final Entity entity;
    private final Dialect dialect;
    private final List<SilverColumn> columns;
    private final Map<String, String> aliases = new LinkedHashMap<>();

    StagingQuery(Entity entity, Dialect dialect) {
        this.entity = entity;
        this.dialect = dialect;
        columns = new ArrayList<>(entity.columns());
        for (Entity.PerRow table : entity.perRow()) {
            for (Entity.PerRowEntry entry : table.entries()) {
                entry.columns().forEach(staged -> columns.add(staged.column()));
            }
        }
        for (SilverColumn silverColumn : columns) {
            silverColumn.from().forEach(path -> aliases.putIfAbsent(path, "p" + aliases.size()));
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
                .map(StagingQuery::quoted)
                .collect(Collectors.joining(", ", " AND b.source_id NOT IN (", ")"));
    }

    private String texts(String from) {
        List<String> texts =
                columns.stream()
                        .map(silverColumn -> text(silverColumn) + " AS t_" + silverColumn.name())
                        .toList();
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

    private String text(SilverColumn silverColumn) {
        return silverColumn
                .when()
                .map(when -> "CASE WHEN " + applies(when) + " THEN " + plain(silverColumn) + " END")
                .orElseGet(() -> plain(silverColumn));
    }

    private String applies(When when) {
        return plain(entity.column(when.column()).orElseThrow())
                + when.values().stream()
                        .map(StagingQuery::quoted)
                        .collect(Collectors.joining(", ", " IN (", ")"));
    }

    private String plain(SilverColumn silverColumn) {
        if (silverColumn.labels().isPresent()) {
            return labelled(silverColumn.labels().get());
        }
        List<String> found = new ArrayList<>();
        for (String path : silverColumn.from()) {
            String at = aliases.getOrDefault(path, "NULL");
            found.add(
                    "nullif("
                            + (silverColumn.stripped() ? dialect.stripTags(at) : "trim(" + at + ")")
                            + ", '')");
        }
        silverColumn.otherwise().ifPresent(text -> found.add(quoted(text)));
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
        for (SilverColumn silverColumn : all()) {
            values.add(cast(silverColumn) + " AS " + silverColumn.name());
            if (!(silverColumn.type() instanceof SqlType.Text)) {
                values.add("t_" + silverColumn.name());
            }
        }
        return select(from, values);
    }

    private String cast(SilverColumn silverColumn) {
        return dialect.cast("t_" + silverColumn.name(), silverColumn.type());
    }

    private String faults(String from) {
        List<String> kept = new ArrayList<>();
        kept.add(String.join(", ", LINEAGE) + ", " + KEY);
        all().forEach(silverColumn -> kept.add(silverColumn.name()));
        List<String> faults = new ArrayList<>();
        faults.add("CASE WHEN anything IS NULL THEN 'nothing in it is known' END");
        all().forEach(silverColumn -> faults.addAll(faults(silverColumn)));
        kept.add("nullif(concat_ws('; ', " + String.join(", ", faults) + "), '') AS faults");
        return select(from, kept);
    }

    private List<String> faults(SilverColumn silverColumn) {
        List<String> faults = new ArrayList<>();
        if (!(silverColumn.type() instanceof SqlType.Text)) {
            faults.add(
                    "CASE WHEN t_%1$s IS NOT NULL AND %1$s IS NULL THEN '%1$s is no %2$s' END"
                            .formatted(silverColumn.name(), silverColumn.type().words()));
        } else if (silverColumn.type() instanceof SqlType.Text(int length)
                && length != SqlTypes.UNBOUNDED) {
            faults.add(
                    "CASE WHEN %s > %d THEN '%s is no %s' END"
                            .formatted(
                                    dialect.length(silverColumn.name()),
                                    length,
                                    silverColumn.name(),
                                    silverColumn.type().words()));
        }
        if (silverColumn.required()) {
            String raw =
                    (silverColumn.type() instanceof SqlType.Text ? "" : "t_") + silverColumn.name();
            faults.add(
                    "CASE WHEN %s IS NULL THEN '%s is missing' END"
                            .formatted(raw, silverColumn.name()));
        }
        return faults;
    }

    private List<SilverColumn> all() {
        List<SilverColumn> all = new ArrayList<>();
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
