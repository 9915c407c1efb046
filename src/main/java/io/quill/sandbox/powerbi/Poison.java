package io.quill.sandbox.powerbi;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A row that is refused for what a column of it says, and with it the whole POST. */
public record Poison(String table, String column, String value) {
    boolean spoils(Table into, List<@Nullable Object[]> rows) {
        int place = into.names().indexOf(column);
        return table.equals(into.name)
                && place >= 0
                && rows.stream().anyMatch(row -> value.equals(row[place]));
    }
}
