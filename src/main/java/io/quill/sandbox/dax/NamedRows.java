package io.quill.sandbox.dax;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** A table read by the names of its columns; a column that it has not is blank in every row. */
final class NamedRows {
    static final NamedRows EMPTY = new NamedRows(Map.of(), List.of());

    private final Map<String, Integer> places;
    private final Iterable<@Nullable Object[]> rows;

    NamedRows(TableData table) {
        this(places(table.columns()), table.rows());
    }

    private NamedRows(Map<String, Integer> places, Iterable<@Nullable Object[]> rows) {
        this.places = places;
        this.rows = rows;
    }

    private static Map<String, Integer> places(List<String> columns) {
        Map<String, Integer> places = new HashMap<>();
        for (int place = 0; place < columns.size(); place++) {
            places.put(columns.get(place), place);
        }
        return places;
    }

    Iterable<Row> rows() {
        return () ->
                StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Row(places, row))
                        .iterator();
    }

    record Row(Map<String, Integer> places, @Nullable Object[] values) {
        static Row of(String column, String value) {
            return new Row(Map.of(column, 0), new @Nullable Object[] {value});
        }

        @Nullable Object value(String column) {
            Integer place = places.get(column);
            return place == null ? null : values[place];
        }

        Optional<Object> key(String column) {
            return DaxEngine.key(value(column));
        }

        String text(String column) {
            return value(column) instanceof String text ? text : "";
        }

        boolean isTrue(String column) {
            return Boolean.TRUE.equals(value(column));
        }

        boolean isOn(String column, LocalDate date) {
            return MeasureEvaluator.midnight(date).equals(value(column));
        }

        OptionalLong whole(String column) {
            return value(column) instanceof Long whole
                    ? OptionalLong.of(whole)
                    : OptionalLong.empty();
        }

        OptionalDouble real(String column) {
            return value(column) instanceof Double real
                    ? OptionalDouble.of(real)
                    : OptionalDouble.empty();
        }

        @Nullable Instant moment(String column) {
            return value(column) instanceof Instant moment ? moment : null;
        }
    }
}
