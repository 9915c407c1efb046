package io.quill.sandbox.powerbi;

import io.quill.sandbox.web.SandboxReply;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Row that makes the whole POST fail because of a column's value.
 *
 * @param status what is answered: 0 closes the connection, 200 is the page of a proxy
 */
public record PoisonRow(String table, String column, String value, int status) {
    private static final byte[] PAGE =
            "<!DOCTYPE html><html><body>Please sign in.</body></html>"
                    .getBytes(StandardCharsets.UTF_8);

    /** A row that is refused as one that does not fit its table. */
    public PoisonRow(String table, String column, String value) {
        this(table, column, value, 400);
    }

    boolean matches(PushTable into, List<@Nullable Object[]> rows) {
        int place = into.names().indexOf(column);
        return table.equals(into.name)
                && place >= 0
                && rows.stream().anyMatch(row -> value.equals(row[place]));
    }

    SandboxReply answer() {
        return switch (status) {
            case 0 -> new SandboxReply.Drop();
            case 200 -> SandboxReply.typed(200, "text/html; charset=utf-8", PAGE);
            case 400 -> PowerBiErrors.invalid("rows", "A value of a row is refused.");
            default -> PowerBiErrors.plain(status, "RowSpoils", "A row spoils the request.");
        };
    }
}
