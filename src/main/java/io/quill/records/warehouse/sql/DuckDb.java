package io.quill.records.warehouse.sql;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQL of DuckDB, the embedded default: a file for each tenant. */
final class DuckDb extends StandardSql {
    @Override
    public String type(SqlType sqlType) {
        return switch (sqlType) {
            case SqlType.Text _ -> "VARCHAR";
            case SqlType.Whole(SqlType.Size size) ->
                    switch (size) {
                        case TINY -> "TINYINT";
                        case SMALL -> "SMALLINT";
                        case INT -> "INTEGER";
                        case LONG -> "BIGINT";
                    };
            case SqlType.Decimal(int precision, int scale) ->
                    "DECIMAL(" + precision + "," + scale + ")";
            case SqlType.Real _ -> "DOUBLE";
            case SqlType.Flag _ -> "BOOLEAN";
            case SqlType.Moment _ -> "TIMESTAMP";
        };
    }

    /** Zstandard takes a tenth of the room, and less time than trying out what else there is. */
    @Override
    public String document() {
        return "VARCHAR USING COMPRESSION zstd";
    }

    @Override
    public String cast(String text, SqlType sqlType) {
        String tried = "TRY_CAST(" + text + " AS " + type(sqlType) + ")";
        return switch (sqlType) {
            case SqlType.Text _ -> text;
            // a cast alone would round 1.5
            case SqlType.Whole _ ->
                    "CASE WHEN TRY_CAST(%1$s AS DOUBLE) = TRY_CAST(%1$s AS BIGINT) THEN %2$s END"
                            .formatted(text, tried);
            // a plain cast is fast, and deaf to offsets
            case SqlType.Moment _ ->
                    ("CASE WHEN %1$s LIKE '%%Z' THEN %2$s ELSE"
                                    + " coalesce(TRY_CAST(%1$s AS TIMESTAMPTZ) AT TIME ZONE 'UTC',"
                                    + " TRY_STRPTIME(%1$s, '%%m/%%d/%%Y %%H:%%M:%%S')) END")
                            .formatted(text, tried);
            case SqlType.Decimal _, SqlType.Real _, SqlType.Flag _ -> tried;
        };
    }

    @Override
    public String fields(String from, List<String> keep, String document, List<JsonField> fields) {
        String kept = String.join(", ", keep);
        String read =
                fields.stream()
                        .map(field -> JsonStructure.access("f", field) + " AS " + field.alias())
                        .collect(Collectors.joining(", "));
        return "SELECT "
                + kept
                + ", "
                + read
                + " FROM (SELECT "
                + kept
                + ", TRY(json_transform("
                + document
                + ", '"
                + JsonStructure.of(fields).text()
                + "')) AS f FROM "
                + from
                + ") AS parsed";
    }

    @Override
    public String isJson(String document) {
        return "json_valid(" + document + ")";
    }

    @Override
    public String text(String value, SqlType sqlType) {
        return sqlType instanceof SqlType.Text ? value : "CAST(" + value + " AS VARCHAR)";
    }

    @Override
    public String stripTags(String text) {
        return "trim(regexp_replace(" + text + ", '<[^>]*>', '', 'g'))";
    }

    @Override
    public String splitList(String list) {
        return "CROSS JOIN LATERAL (SELECT trim(unnest(string_split("
                + list
                + ", ','))) AS value)"
                + " AS part";
    }

    @Override
    public String temporary(String name) {
        return "temp." + name;
    }

    @Override
    public List<String> createTemporary(String name, String query) {
        return List.of("CREATE OR REPLACE TEMP TABLE " + name + " AS " + query);
    }

    @Override
    public List<String> createTemporary(String name, List<ColumnDef> columns) {
        return List.of("CREATE OR REPLACE TEMP TABLE " + name + " (" + Ddl.list(columns) + ")");
    }

    /**
     * Creates the table without indexes, which would have to fit into memory and are slower for
     * look-ups of many keys.
     */
    @Override
    public List<String> createTable(String table, List<ColumnDef> columns, List<Index> indexes) {
        return List.of("CREATE TABLE IF NOT EXISTS " + table + " (" + Ddl.list(columns) + ")");
    }

    @Override
    public boolean writesParquet() {
        return true;
    }

    @Override
    public boolean readsJsonFiles() {
        return true;
    }

    /** The file belongs to one process. */
    @Override
    public Optional<String> lock(String name) {
        return Optional.empty();
    }

    @Override
    public BulkLoader loader(Connection connection, String table, List<String> columns)
            throws SQLException {
        int point = table.indexOf('.');
        String schema = table.substring(0, point);
        String name = table.substring(point + 1);
        DuckDBConnection own = connection.unwrap(DuckDBConnection.class);
        DuckDBAppender appender =
                schema.equals("temp")
                        ? own.createAppender("temp", "main", name)
                        : own.createAppender(schema, name);
        return new AppenderLoader(table, appender);
    }
}
