package io.quill.events.board;

import io.quill.sandbox.dax.TableData;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Interprets the text of measures over tables, written from Microsoft's reference of DAX: filters
 * of dimensions reach FactEvent by the relationships, a measure within an iteration is filtered by
 * its row, a blank counts as zero or as no text, and dates are days since 30 December 1899. It
 * knows the functions that the dataset's measures use, and fails at any other.
 */
final class DaxInterpreter {
    private static final double MILLIS_OF_DAY = 86_400_000;
    private static final double EPOCH = 25_569;

    /** FactEvent's columns and those they refer to. */
    private static final Map<String, String> RELATIONSHIPS =
            Map.of(
                    "FactEvent[AgentID]", "DimAgent[AgentID]",
                    "FactEvent[FactDateKey]", "DimDate[Date]",
                    "FactEvent[MetricID]", "DimMetric[MetricID]");

    /** Rows, whose columns are named with their table. */
    record Rows(List<Map<String, @Nullable Object>> rows) {}

    /** Filters by column, columns of the current row, and variables. */
    record Context(
            Map<String, Object> filters, Map<String, @Nullable Object> row, Variables variables) {
        Context with(Map<String, @Nullable Object> inner) {
            Map<String, @Nullable Object> both = new HashMap<>(row);
            both.putAll(inner);
            return new Context(filters, both, variables);
        }

        Context with(String name, @Nullable Object value) {
            return new Context(filters, row, new Variables.One(name, value, variables));
        }

        /** Filters by the current row, as a measure's name does. */
        Context transition() {
            Map<String, Object> all = new HashMap<>(filters);
            row.forEach((column, value) -> all.put(column, value == null ? "" : value));
            return new Context(all, Map.of(), new Variables.None());
        }
    }

    sealed interface Variables {
        record None() implements Variables {}

        record One(String name, @Nullable Object value, Variables others) implements Variables {}
    }

    interface Expression {
        @Nullable Object in(Context context);
    }

    private final Map<String, Rows> tables = new HashMap<>();
    private final Map<String, Expression> measures = new HashMap<>();
    private final Instant now;

    DaxInterpreter(List<TableData> model, Map<String, String> measures, Instant now) {
        this.now = now;
        for (TableData table : model) {
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            for (@Nullable Object[] values : table.rows()) {
                Map<String, @Nullable Object> row = new HashMap<>();
                for (int place = 0; place < values.length; place++) {
                    String column = table.name() + "[" + table.columns().get(place) + "]";
                    row.put(column, cell(values[place]));
                }
                rows.add(row);
            }
            tables.put(table.name(), new Rows(rows));
        }
        measures.forEach((name, text) -> this.measures.put(name, new DaxText(text, this).read()));
    }

    /** Evaluates a measure for one agent, metric and day; null is a blank. */
    @Nullable Object measure(String name, String agent, String metric, LocalDate day) {
        Map<String, Object> filters =
                Map.of(
                        "DimAgent[AgentID]", agent,
                        "DimMetric[MetricID]", metric,
                        "DimDate[Date]", EPOCH + day.toEpochDay());
        return measure(name).in(new Context(filters, Map.of(), new Variables.None()));
    }

    Expression measure(String name) {
        return context -> Objects.requireNonNull(measures.get(name), name).in(context.transition());
    }

    boolean isTable(String name) {
        return tables.containsKey(name);
    }

    private static @Nullable Object cell(@Nullable Object value) {
        return switch (value) {
            case Instant moment -> EPOCH + moment.toEpochMilli() / MILLIS_OF_DAY;
            case Number number -> number.doubleValue();
            case null, default -> value;
        };
    }

    Rows all(String table) {
        return Objects.requireNonNull(tables.get(table), table);
    }

    /** The rows that the filters of the context leave. */
    Rows visible(String table, Context context) {
        Stream<Map<String, @Nullable Object>> rows = all(table).rows().stream();
        for (Map.Entry<String, Object> filter : context.filters().entrySet()) {
            String column = filter.getKey();
            if (table(column).equals(table)) {
                rows = rows.filter(row -> compare(row.get(column), filter.getValue()) == 0);
            }
        }
        for (Map.Entry<String, String> each : RELATIONSHIPS.entrySet()) {
            if (table(each.getKey()).equals(table) && isFiltered(table(each.getValue()), context)) {
                Set<@Nullable Object> keys = values(each.getValue(), context);
                rows = rows.filter(row -> keys.contains(row.get(each.getKey())));
            }
        }
        return new Rows(rows.toList());
    }

    private static boolean isFiltered(String table, Context context) {
        return context.filters().keySet().stream().anyMatch(each -> table(each).equals(table));
    }

    private static String table(String column) {
        return column.substring(0, column.indexOf('['));
    }

    private Set<@Nullable Object> values(String column, Context context) {
        Set<@Nullable Object> values = new TreeSet<>(DaxInterpreter::compare);
        visible(table(column), context).rows().forEach(row -> values.add(row.get(column)));
        return values;
    }

    /** Different values of a column, as rows of it alone. */
    Rows distinct(String column, Context context) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Object value : values(column, context)) {
            Map<String, @Nullable Object> row = new HashMap<>();
            row.put(column, value);
            rows.add(row);
        }
        return new Rows(rows);
    }

    static Rows cross(Rows left, Rows right) {
        Set<Map<String, @Nullable Object>> rows = new LinkedHashSet<>();
        for (Map<String, @Nullable Object> one : left.rows()) {
            for (Map<String, @Nullable Object> other : right.rows()) {
                Map<String, @Nullable Object> both = new HashMap<>(one);
                both.putAll(other);
                rows.add(both);
            }
        }
        return new Rows(List.copyOf(rows));
    }

    double utcNow() {
        return EPOCH + now.toEpochMilli() / MILLIS_OF_DAY;
    }

    static LocalDate date(double days) {
        return LocalDate.ofEpochDay((long) Math.floor(days - EPOCH));
    }

    static double days(LocalDate date) {
        return EPOCH + date.toEpochDay();
    }

    /** Compares texts without case; a blank is as an empty text, zero or false. */
    static int compare(@Nullable Object one, @Nullable Object other) {
        if (one instanceof String || other instanceof String) {
            return text(one).compareToIgnoreCase(text(other));
        }
        return Double.compare(number(one), number(other));
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            default -> throw new IllegalArgumentException("A text beside " + value);
        };
    }

    static double number(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case Double number -> number;
            case Boolean is -> is ? 1 : 0;
            default -> throw new IllegalArgumentException("No number: " + value);
        };
    }
}
