package io.quill.sandbox.powerbi;

import io.quill.sandbox.web.Reply;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A row that spoils the whole POST for what a column of it says. Nothing of such a POST is taken.
 *
 * @param status what is answered: 0 closes the connection, 200 is the page of a proxy
 */
public record Poison(String table, String column, String value, int status) {
    private static final byte[] PAGE =
            "<!DOCTYPE html><html><body>Please sign in.</body></html>"
                    .getBytes(StandardCharsets.UTF_8);

    /** A row that is refused as one that does not fit its table. */
    public Poison(String table, String column, String value) {
        this(table, column, value, 400);
    }

    boolean spoils(Table into, List<@Nullable Object[]> rows) {
        int place = into.names().indexOf(column);
        return table.equals(into.name)
                && place >= 0
                && rows.stream().anyMatch(row -> value.equals(row[place]));
    }

    Reply answer() {
        return switch (status) {
            case 0 -> new Reply.Drop();
            case 200 -> Reply.typed(200, "text/html; charset=utf-8", PAGE);
            case 400 -> Shapes.invalid("rows", "A value of a row is refused.");
            default -> Shapes.plain(status, "RowSpoils", "A row spoils the request.");
        };
    }
}
