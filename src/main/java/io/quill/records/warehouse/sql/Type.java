package io.quill.records.warehouse.sql;

import java.util.regex.Matcher;

/** What a column holds, whatever a database calls it. */
public sealed interface Type {
    /** As long as it likes, where the length is {@link Types#UNBOUNDED}. */
    record Text(int length) implements Type {}

    record Whole(Size size) implements Type {}

    record Decimal(int precision, int scale) implements Type {}

    record Real() implements Type {}

    record Flag() implements Type {}

    /** A point in time, in UTC. */
    record Moment() implements Type {}

    enum Size {
        TINY,
        SMALL,
        INT,
        LONG
    }

    /** Reads what column lists write: text(512), text, long, decimal(12,2), flag and so on. */
    static Type of(String text) {
        Matcher shape = Types.SHAPE.matcher(text.replace(" ", ""));
        if (!shape.matches()) {
            throw unknown(text);
        }
        return switch (shape.group(1)) {
            case "text" ->
                    shape.group(2) == null
                            ? Types.TEXT
                            : new Text(Integer.parseInt(shape.group(2)));
            case "tiny" -> new Whole(Size.TINY);
            case "small" -> new Whole(Size.SMALL);
            case "int" -> new Whole(Size.INT);
            case "long" -> Types.LONG;
            case "decimal" -> decimal(shape, text);
            case "real" -> new Real();
            case "flag" -> Types.FLAG;
            case "moment" -> Types.MOMENT;
            default -> throw unknown(text);
        };
    }

    private static Type decimal(Matcher shape, String text) {
        if (shape.group(2) == null || shape.group(3) == null) {
            throw unknown(text);
        }
        return new Decimal(Integer.parseInt(shape.group(2)), Integer.parseInt(shape.group(3)));
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException(
                text
                        + " is no type: text, text(n), tiny, small, int, long, decimal(p,s), real,"
                        + " flag or moment");
    }

    /** In words, for whoever reads why a row was set aside. */
    default String words() {
        return switch (this) {
            case Text(int length) -> "text of at most " + length + " characters";
            case Whole _ -> "whole number";
            case Decimal(int precision, int scale) ->
                    "decimal of " + precision + " digits, " + scale + " behind the point";
            case Real _ -> "number";
            case Flag _ -> "true or false";
            case Moment _ -> "time";
        };
    }
}
