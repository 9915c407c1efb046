package io.quill.records.warehouse.sql;

import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;

/** Loads rows by DuckDB's appender, without statements. */
final class AppenderLoader implements BulkLoader {
    private final String table;
    private final DuckDBAppender appender;

    AppenderLoader(String table, DuckDBAppender appender) {
        this.table = table;
        this.appender = appender;
    }

    @Override
    public void row(@Nullable Object... values) {
        try {
            appender.beginRow();
            for (Object value : values) {
                append(value);
            }
            appender.endRow();
        } catch (SQLException e) {
            throw SqlSession.failure("loading " + table, e);
        }
    }

    private void append(@Nullable Object value) throws SQLException {
        switch (value) {
            case null -> appender.appendNull();
            case Long number -> appender.append(number.longValue());
            case Integer number -> appender.append(number.intValue());
            case Instant at -> appender.append(SqlSession.utc(at));
            case LocalDateTime at -> appender.append(at);
            case Object other -> appender.append(other.toString());
        }
    }

    @Override
    public void close() {
        try {
            appender.close();
        } catch (SQLException e) {
            throw SqlSession.failure("loading " + table, e);
        }
    }
}
