package io.quill.sandbox.dax;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Table as a query sees it. A value is a String, Long, Double, Boolean, BigDecimal, an Instant for
 * a DateTime, or null for a blank.
 */
public interface TableData {
    String name();

    List<String> columns();

    Iterable<@Nullable Object[]> rows();

    /** Writes a row with the columns' names, without its blanks. */
    static ObjectNode json(List<String> columns, @Nullable Object[] row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int place = 0; place < row.length; place++) {
            Object value = row[place];
            if (value != null) {
                json.putPOJO(
                        columns.get(place),
                        value instanceof Instant moment ? moment.toString() : value);
            }
        }
        return json;
    }
}
