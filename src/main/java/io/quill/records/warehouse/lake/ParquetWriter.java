package io.quill.records.warehouse.lake;

import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.sql.SqlSession;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.StringJoiner;

/** Writes the rows of a query as a Parquet file, by DuckDB whatever the database. */
final class ParquetWriter {
    private static final String FORMAT = "' (FORMAT parquet, COMPRESSION zstd)";

    private ParquetWriter() {}

    static void write(SqlSession sqlSession, String query, Path file) {
        if (sqlSession.dialect().writesParquet()) {
            sqlSession.run("COPY (" + query + ") TO '" + quoted(file) + FORMAT);
        } else {
            copyThroughDuckDb(sqlSession, query, file);
        }
    }

    private static String quoted(Path file) {
        return file.toString().replace("'", "''");
    }

    private static void copyThroughDuckDb(SqlSession sqlSession, String query, Path file) {
        try (DuckDBConnection duck =
                        DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
                Statement statement = duck.createStatement()) {
            sqlSession.read(
                    query,
                    rows -> {
                        statement.execute(
                                "CREATE TABLE carried (" + columns(rows.getMetaData()) + ")");
                        try (DuckDBAppender appender = duck.createAppender("main", "carried")) {
                            append(rows, appender);
                        }
                    });
            statement.execute("COPY carried TO '" + quoted(file) + FORMAT);
        } catch (SQLException e) {
            throw new WarehouseException("No file could be written: " + e.getMessage(), e);
        }
    }

    private static String columns(ResultSetMetaData meta) throws SQLException {
        StringJoiner columns = new StringJoiner(", ");
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add('"' + meta.getColumnLabel(i) + "\" " + type(meta, i));
        }
        return columns.toString();
    }

    private static String type(ResultSetMetaData meta, int column) throws SQLException {
        return switch (meta.getColumnType(column)) {
            case Types.BIGINT -> "BIGINT";
            case Types.INTEGER, Types.SMALLINT, Types.TINYINT -> "INTEGER";
            case Types.BIT, Types.BOOLEAN -> "BOOLEAN";
            case Types.DOUBLE, Types.FLOAT, Types.REAL -> "DOUBLE";
            case Types.NUMERIC, Types.DECIMAL ->
                    "DECIMAL(" + meta.getPrecision(column) + "," + meta.getScale(column) + ")";
            case Types.TIMESTAMP -> "TIMESTAMP";
            default -> "VARCHAR";
        };
    }

    private static void append(ResultSet rows, DuckDBAppender appender) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            appender.beginRow();
            for (int i = 1; i <= columns; i++) {
                append(rows.getObject(i), appender);
            }
            appender.endRow();
        }
    }

    private static void append(@Nullable Object value, DuckDBAppender appender)
            throws SQLException {
        switch (value) {
            case null -> appender.appendNull();
            case Long number -> appender.append(number.longValue());
            case Integer number -> appender.append(number.intValue());
            case Short number -> appender.append(number.intValue());
            case Double number -> appender.append(number.doubleValue());
            case Boolean flag -> appender.append(flag.booleanValue());
            case BigDecimal number -> appender.append(number);
            case Timestamp at -> appender.append(at.toLocalDateTime());
            case Object other -> appender.append(other.toString());
        }
    }
}
