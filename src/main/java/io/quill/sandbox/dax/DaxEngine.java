package io.quill.sandbox.dax;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;

/**
 * The queries that are understood, as {@link String#format} templates. White space between the
 * words is free, key words may be in any case, a table may be quoted ({@code 'Fact Event'}), a
 * quotation mark within a text is doubled. Anything else is refused as the engine refuses what it
 * does not know.
 */
public final class DaxEngine {
    /**
     * Query for those of a list of keys that a table holds: table, column, the keys as {@code
     * "a","b"}. Gives {@code [column]} once for every row found, at most 100,000 rows.
     */
    public static final String PRESENT =
            "EVALUATE SELECTCOLUMNS(FILTER(%1$s, %1$s[%2$s] IN {%3$s}), \"%2$s\", %1$s[%2$s])";

    /**
     * Query for the numbers of rows and of different keys: table, column. Gives {@code [n]}, {@code
     * [d]}.
     */
    public static final String COUNTED =
            "EVALUATE ROW(\"n\",COUNTROWS(%1$s),\"d\",DISTINCTCOUNT(%1$s[%2$s]))";

    /** The keys there more than once: table, column. Gives {@code table[column]}, {@code [n]}. */
    public static final String REPEATED =
            "EVALUATE FILTER(SUMMARIZECOLUMNS(%1$s[%2$s],\"n\",COUNTROWS(%1$s)),[n]>1)";

    /** All keys, one for every row: table, column. Gives {@code [k]}. */
    public static final String KEYS = "EVALUATE SELECTCOLUMNS(%1$s,\"k\",%1$s[%2$s])";

    private DaxEngine() {}

    /** Evaluates a query over the tables of a model. */
    public static DaxResult evaluate(String query, Iterable<? extends TableData> model) {
        DaxQuery read = DaxParser.read(query);
        for (TableData table : model) {
            if (table.name().equalsIgnoreCase(read.table())) {
                return DaxEvaluator.of(read, table);
            }
        }
        throw new DaxError("Cannot find table '" + read.table() + "'.");
    }

    /** Returns the key by which values are compared: texts without regard to case. */
    public static Optional<Object> key(@Nullable Object value) {
        return Optional.ofNullable(
                value instanceof String text ? text.toLowerCase(Locale.ROOT) : value);
    }
}
