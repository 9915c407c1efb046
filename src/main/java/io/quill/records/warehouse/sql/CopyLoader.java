package io.quill.records.warehouse.sql;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Loads rows by PostgreSQL's COPY, in its text format. */
final class CopyLoader implements BulkLoader {
    private static final int FLUSHED_AT = 1 << 16;

    private final String table;
    private final CopyIn copy;
    private final StringBuilder waiting = new StringBuilder(2 * FLUSHED_AT);

    private CopyLoader(String table, CopyIn copy) {
        this.table = table;
        this.copy = copy;
    }

    static CopyLoader into(PGConnection connection, String table, List<String> columns)
            throws SQLException {
        String sql = "COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN";
        return new CopyLoader(table, connection.getCopyAPI().copyIn(sql));
    }

    @Override
    public void row(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                waiting.append('\t');
            }
            append(values[i]);
        }
        waiting.append('\n');
        if (waiting.length() >= FLUSHED_AT) {
            flush();
        }
    }

    private void append(@Nullable Object value) {
        switch (value) {
            case null -> waiting.append("\\N");
            case Instant at -> waiting.append(SqlSession.utc(at));
            case Object other -> escaped(other.toString());
        }
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> waiting.append("\\\\");
                case '\n' -> waiting.append("\\n");
                case '\r' -> waiting.append("\\r");
                case '\t' -> waiting.append("\\t");
                default -> waiting.append(c);
            }
        }
    }

    private void flush() {
        byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
        waiting.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw SqlSession.failure("loading " + table, e);
        }
    }

    @Override
    public void close() {
        flush();
        try {
            copy.endCopy();
        } catch (SQLException e) {
            throw SqlSession.failure("loading " + table, e);
        }
    }
}
