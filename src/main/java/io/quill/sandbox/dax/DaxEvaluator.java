package io.quill.sandbox.dax;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Evaluates a query over the one table that it speaks of. */
final class DaxEvaluator {
    private DaxEvaluator() {}

    static DaxResult of(DaxQuery query, TableData table) {
        return switch (query) {
            case DaxQuery.Present(_, String column, String label, List<String> keys) ->
                    present(table, place(table, column), label, keys);
            case DaxQuery.Keys(_, String column, String label) ->
                    keys(table, place(table, column), label);
            case DaxQuery.Counted(_, String column, String rows, String different) ->
                    counted(table, place(table, column), rows, different);
            case DaxQuery.Repeated(_, String column, String label, long times) ->
                    repeated(table, place(table, column), label, times);
        };
    }

    private static DaxResult present(TableData table, int place, String label, List<String> keys) {
        Set<Optional<Object>> wanted = new HashSet<>();
        keys.forEach(key -> wanted.add(DaxEngine.key(key)));
        List<@Nullable Object[]> found = new ArrayList<>();
        for (@Nullable Object[] row : table.rows()) {
            if (wanted.contains(DaxEngine.key(row[place]))) {
                found.add(one(row[place]));
            }
        }
        return new DaxResult(List.of("[" + label + "]"), found);
    }

    private static DaxResult keys(TableData table, int place, String label) {
        List<@Nullable Object[]> found = new ArrayList<>();
        for (@Nullable Object[] row : table.rows()) {
            found.add(one(row[place]));
        }
        return new DaxResult(List.of("[" + label + "]"), found);
    }

    private static DaxResult counted(TableData table, int place, String rows, String different) {
        Set<Optional<Object>> keys = new HashSet<>();
        long n = 0;
        for (@Nullable Object[] row : table.rows()) {
            keys.add(DaxEngine.key(row[place]));
            n++;
        }
        List<@Nullable Object[]> only = new ArrayList<>();
        only.add(new @Nullable Object[] {n, (long) keys.size()});
        return new DaxResult(List.of("[" + rows + "]", "[" + different + "]"), only);
    }

    private static DaxResult repeated(TableData table, int place, String label, long times) {
        Map<Optional<Object>, @Nullable Object[]> groups = new HashMap<>();
        for (@Nullable Object[] row : table.rows()) {
            groups.merge(
                    DaxEngine.key(row[place]),
                    new @Nullable Object[] {row[place], 1L},
                    (known, _) -> new @Nullable Object[] {known[0], count(known) + 1});
        }
        List<@Nullable Object[]> more = new ArrayList<>();
        for (@Nullable Object[] group : groups.values()) {
            if (count(group) > times) {
                more.add(group);
            }
        }
        String column = table.name() + "[" + table.columns().get(place) + "]";
        return new DaxResult(List.of(column, "[" + label + "]"), more);
    }

    private static long count(@Nullable Object[] group) {
        return group[1] instanceof Long count ? count : 0;
    }

    private static @Nullable Object[] one(@Nullable Object value) {
        return new @Nullable Object[] {value};
    }

    private static int place(TableData table, String column) {
        for (int place = 0; place < table.columns().size(); place++) {
            if (table.columns().get(place).equalsIgnoreCase(column)) {
                return place;
            }
        }
        throw new DaxError(
                "Column '" + column + "' in table '" + table.name() + "' cannot be found.");
    }
}
