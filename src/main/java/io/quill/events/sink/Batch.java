package io.quill.events.sink;

import java.util.List;

/** Rows of one request, each a JSON object, under a number that only grows within its table. */
public record Batch(String table, long number, List<String> rows) {
    public Batch {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("Batch " + number + " of " + table + " has no rows");
        }
    }

    @Override
    public String toString() {
        return "Batch[" + table + " " + number + ", " + rows.size() + " rows]";
    }
}
