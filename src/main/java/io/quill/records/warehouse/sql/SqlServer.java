package io.quill.records.warehouse.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQL of SQL Server from 2022, and of Azure SQL. */
final class SqlServer extends StandardSql {
    @Override
    public String type(SqlType sqlType) {
        return switch (sqlType) {
            case SqlType.Text(int length) ->
                    length > 4_000 ? "NVARCHAR(MAX)" : "NVARCHAR(" + length + ")";
            case SqlType.Whole(SqlType.Size size) ->
                    switch (size) {
                        case TINY -> "TINYINT";
                        case SMALL -> "SMALLINT";
                        case INT -> "INT";
                        case LONG -> "BIGINT";
                    };
            case SqlType.Decimal(int precision, int scale) ->
                    "DECIMAL(" + precision + "," + scale + ")";
            case SqlType.Real _ -> "FLOAT";
            case SqlType.Flag _ -> "BIT";
            case SqlType.Moment _ -> "DATETIME2(6)";
        };
    }

    @Override
    public String document() {
        return "NVARCHAR(MAX)";
    }

    @Override
    public String cast(String text, SqlType sqlType) {
        return switch (sqlType) {
            case SqlType.Text _ -> text;
            case SqlType.Whole _ ->
                    ("TRY_CAST(CASE WHEN %1$s LIKE '%%.0' THEN LEFT(%1$s, LEN(%1$s) - 2)"
                                    + " ELSE %1$s END AS %2$s)")
                            .formatted(text, type(sqlType));
            case SqlType.Moment _ ->
                    ("COALESCE(CAST(SWITCHOFFSET(TRY_CAST(%1$s AS DATETIMEOFFSET(6)), 0)"
                                    + " AS DATETIME2(6)), TRY_CONVERT(DATETIME2(6), %1$s, 101))")
                            .formatted(text);
            case SqlType.Decimal _, SqlType.Real _, SqlType.Flag _ ->
                    "TRY_CAST(" + text + " AS " + type(sqlType) + ")";
        };
    }

    @Override
    public String fields(String from, List<String> keep, String document, List<JsonField> fields) {
        String safe = "CASE WHEN " + isJson(document) + " THEN " + document + " ELSE N'{}' END";
        String plain =
                fields.stream()
                        .filter(field -> field.picks().isEmpty())
                        .map(field -> field.alias() + " NVARCHAR(MAX) '" + field.dotted() + "'")
                        .collect(Collectors.joining(", "));
        String columns =
                fields.stream()
                        .map(
                                field ->
                                        field.picks().isEmpty()
                                                ? "parsed." + field.alias()
                                                : picked(field, safe) + " AS " + field.alias())
                        .collect(Collectors.joining(", "));
        return "SELECT "
                + String.join(", ", keep)
                + ", "
                + columns
                + " FROM "
                + from
                + " OUTER APPLY OPENJSON("
                + safe
                + ") WITH ("
                + plain
                + ") AS parsed";
    }

    private static String picked(JsonField field, String document) {
        JsonField.Pick pick = field.picks().getFirst();
        return ("(SELECT TOP 1 p.v FROM OPENJSON(%s, '%s') WITH (k NVARCHAR(4000) '$.%s',"
                        + " v NVARCHAR(MAX) '$.%s') AS p WHERE p.k = N'%s')")
                .formatted(document, field.dotted(), pick.key(), pick.value(), pick.equals());
    }

    @Override
    public String isJson(String document) {
        return "ISJSON(" + document + ") = 1";
    }

    @Override
    public String md5(String text) {
        return "CONVERT(CHAR(32), HASHBYTES('MD5', CAST(" + text + " AS NVARCHAR(MAX))), 2)";
    }

    @Override
    public String text(String value, SqlType sqlType) {
        return switch (sqlType) {
            case SqlType.Text _ -> value;
            case SqlType.Moment _ -> "CONVERT(NVARCHAR(30), " + value + ", 126)";
            case SqlType.Real _ -> "CONVERT(NVARCHAR(40), " + value + ", 3)";
            case SqlType.Whole _, SqlType.Decimal _, SqlType.Flag _ ->
                    "CAST(" + value + " AS NVARCHAR(60))";
        };
    }

    @Override
    public String stripTags(String text) {
        return "TRIM(REGEXP_REPLACE(" + text + ", N'<[^>]*>', N''))";
    }

    @Override
    public String length(String text) {
        return "LEN(" + text + ")";
    }

    @Override
    public String splitList(String list) {
        return "CROSS APPLY (SELECT TRIM(value) AS value FROM STRING_SPLIT("
                + list
                + ", ',')) AS part";
    }

    @Override
    public String flag(boolean value) {
        return value ? "CAST(1 AS BIT)" : "CAST(0 AS BIT)";
    }

    @Override
    public String temporary(String name) {
        return "#" + name;
    }

    @Override
    public List<String> createTemporary(String name, String query) {
        return List.of(
                dropTable(temporary(name)),
                "SELECT * INTO #" + name + " FROM (" + query + ") AS made");
    }

    @Override
    public List<String> createTemporary(String name, List<ColumnDef> columns) {
        return List.of(
                dropTable(temporary(name)),
                "CREATE TABLE #" + name + " (" + Ddl.list(columns) + ")");
    }

    @Override
    public List<String> createSchema(String name) {
        return List.of("IF SCHEMA_ID('" + name + "') IS NULL EXEC('CREATE SCHEMA " + name + "')");
    }

    @Override
    public List<String> createTable(String table, List<ColumnDef> columns, List<Index> indexes) {
        List<String> statements = new ArrayList<>();
        statements.add(
                "IF OBJECT_ID('"
                        + table
                        + "') IS NULL CREATE TABLE "
                        + table
                        + " ("
                        + Ddl.list(columns)
                        + ")");
        List<String> made = Ddl.indexes(table, indexes);
        for (int i = 0; i < made.size(); i++) {
            String name = Ddl.indexName(table, indexes.get(i));
            statements.add(
                    "IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = '"
                            + name
                            + "') "
                            + made.get(i));
        }
        return statements;
    }

    @Override
    public List<String> createViews(List<View> views) {
        return views.stream()
                .map(view -> "CREATE OR ALTER VIEW " + view.name() + " AS " + view.query())
                .toList();
    }

    @Override
    public String limited(String query, String order, int rows) {
        return "SELECT TOP " + rows + " * FROM (" + query + ") AS some ORDER BY " + order;
    }

    @Override
    public String endOfMerge() {
        return ";";
    }

    @Override
    public Optional<String> lock(String name) {
        return Optional.of(
                "EXEC sp_getapplock @Resource = N'"
                        + name
                        + "', @LockMode = 'Exclusive', @LockOwner = 'Transaction'");
    }

    @Override
    public BulkLoader loader(Connection connection, String table, List<String> columns)
            throws SQLException {
        return StatementLoader.into(connection, table, columns);
    }
}
