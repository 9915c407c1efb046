package io.quill.records.warehouse.sql;

import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQL of PostgreSQL from version 16, which can test a text before it is cast. */
final class Postgres extends StandardSql {
    /**
     * Compiling a statement of sixty columns takes longer than running it; a slice of rows fits
     * into the memory for temporary tables, and its sorts and joins into the memory for work; how
     * many rows a table has is all that plans need to know of it; what reads documents is worth
     * several processes.
     */
    static final String OPTIONS =
            "-c jit=off -c temp_buffers=64MB -c work_mem=32MB -c default_statistics_target=1"
                    + " -c parallel_tuple_cost=0.01";

    @Override
    public String type(SqlType sqlType) {
        return switch (sqlType) {
            case SqlType.Text(int length) ->
                    length == SqlTypes.UNBOUNDED ? "text" : "varchar(" + length + ")";
            case SqlType.Whole(SqlType.Size size) ->
                    switch (size) {
                        case TINY, SMALL -> "smallint";
                        case INT -> "integer";
                        case LONG -> "bigint";
                    };
            case SqlType.Decimal(int precision, int scale) ->
                    "numeric(" + precision + "," + scale + ")";
            case SqlType.Real _ -> "double precision";
            case SqlType.Flag _ -> "boolean";
            case SqlType.Moment _ -> "timestamp";
        };
    }

    @Override
    public String document() {
        return "text";
    }

    @Override
    public String cast(String text, SqlType sqlType) {
        String tried =
                "CASE WHEN pg_input_is_valid(%1$s, '%2$s') THEN (%1$s)::%2$s END"
                        .formatted(text, type(sqlType));
        return switch (sqlType) {
            case SqlType.Text _ -> text;
            case SqlType.Whole _ -> whole(text, type(sqlType));
            case SqlType.Moment _ ->
                    ("CASE WHEN %1$s ~ '^\\d{2}/\\d{2}/\\d{4} \\d{2}:\\d{2}:\\d{2}$'"
                                    + " THEN to_timestamp(%1$s, 'MM/DD/YYYY HH24:MI:SS')"
                                    + "::timestamp"
                                    + " WHEN pg_input_is_valid(%1$s, 'timestamptz')"
                                    + " THEN (%1$s)::timestamptz AT TIME ZONE 'UTC' END")
                            .formatted(text);
            case SqlType.Decimal _, SqlType.Real _, SqlType.Flag _ -> tried;
        };
    }

    /** 5.0 is 5, and 5.5 is none. */
    private static String whole(String text, String type) {
        return ("CASE WHEN pg_input_is_valid(%1$s, '%2$s') THEN (%1$s)::%2$s"
                        + " WHEN pg_input_is_valid(%1$s, 'numeric') THEN"
                        + " CASE WHEN pg_input_is_valid(trim_scale((%1$s)::numeric)::text, '%2$s')"
                        + " THEN trim_scale((%1$s)::numeric)::%2$s END END")
                .formatted(text, type);
    }

    @Override
    public String fields(String from, List<String> keep, String document, List<JsonField> fields) {
        String object =
                "CASE WHEN %1$s IS JSON OBJECT AND %2$s THEN (%1$s)::json END"
                        .formatted(document, canBeText(document));
        return new JsonToRecord(object, fields).query(String.join(", ", keep), from, fence());
    }

    @Override
    public String isJson(String document) {
        return "(" + document + " IS JSON AND " + canBeText(document) + ")";
    }

    /** Escapes may stand for what no text of PostgreSQL can hold, which IS JSON does not see. */
    private static String canBeText(String document) {
        return "(%1$s NOT LIKE '%%\\\\u%%' OR pg_input_is_valid(%1$s, 'jsonb'))"
                .formatted(document);
    }

    @Override
    public String text(String value, SqlType sqlType) {
        return sqlType instanceof SqlType.Text ? value : "(" + value + ")::text";
    }

    @Override
    public String stripTags(String text) {
        return "btrim(regexp_replace(" + text + ", '<[^>]*>', '', 'g'))";
    }

    @Override
    public String splitList(String list) {
        return "CROSS JOIN LATERAL (SELECT btrim(unnest(string_to_array("
                + list
                + ", ','))) AS value) AS part";
    }

    @Override
    public String temporary(String name) {
        return "pg_temp." + name;
    }

    /** Analyzed, since the plan of what follows depends on how much is in it. */
    @Override
    public List<String> createTemporary(String name, String query) {
        return createTemporary(name, List.of(), query);
    }

    @Override
    public List<String> createTemporary(String name, List<String> keys, String query) {
        List<String> all = new ArrayList<>(dropTemporary(name));
        all.add("CREATE TEMP TABLE " + name + " AS " + query);
        all.addAll(analyze(temporary(name), keys));
        return all;
    }

    @Override
    public List<String> createTemporary(String name, List<ColumnDef> columns) {
        return List.of(
                dropTable(temporary(name)),
                "CREATE TEMP TABLE " + name + " (" + Ddl.list(columns) + ")");
    }

    @Override
    public List<String> analyze(String table, List<String> columns) {
        String some = columns.isEmpty() ? "" : " (" + String.join(", ", columns) + ")";
        return List.of("ANALYZE " + table + some);
    }

    @Override
    public List<String> createTable(String table, List<ColumnDef> columns, List<Index> indexes) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE IF NOT EXISTS " + table + " (" + Ddl.list(columns) + ")");
        Ddl.indexes(table, indexes)
                .forEach(sql -> statements.add(sql.replace("INDEX ", "INDEX IF NOT EXISTS ")));
        return statements;
    }

    /**
     * A view that has other columns than before cannot be replaced, and is dropped; not what others
     * made of it, so that they are told.
     */
    @Override
    public List<String> createViews(List<View> views) {
        String replace = String.join(";\n", super.createViews(views));
        String drop =
                views.reversed().stream()
                        .map(view -> dropView(view.name()))
                        .collect(Collectors.joining(";\n"));
        return List.of(
                """
                DO $quill$ BEGIN
                %1$s;
                EXCEPTION WHEN invalid_table_definition THEN
                %2$s;
                %1$s;
                END $quill$
                """
                        .formatted(replace, drop));
    }

    /** Volatile, so that the query stays whole; OFFSET 0 would too, in one process alone. */
    @Override
    public String fence() {
        return ", clock_timestamp() AS fence";
    }

    @Override
    public Optional<String> lock(String name) {
        return Optional.of("SELECT pg_advisory_xact_lock(hashtext('" + name + "'))");
    }

    @Override
    public BulkLoader loader(Connection connection, String table, List<String> columns)
            throws SQLException {
        return CopyLoader.into(connection.unwrap(PGConnection.class), table, columns);
    }
}
