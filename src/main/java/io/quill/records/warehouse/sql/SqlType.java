package io.quill.records.warehouse.sql;

import java.util.regex.Matcher;

/** Type of a column, independent of the database. */
public sealed interface SqlType {
    /** Text; unbounded where the length is {@link SqlTypes#UNBOUNDED}. */
    record Text(int length) implements SqlType {}

    record Whole(Size size) implements SqlType {}

    record Decimal(int precision, int scale) implements SqlType {}

    record Real() implements SqlType {}

    record Flag() implements SqlType {}

    /** A point in time, in UTC. */
    record Moment() implements SqlType {}

    enum Size {
        TINY,
        SMALL,
        INT,
        LONG
    }

    /** Reads what column lists write: text(512), text, long, decimal(12,2), flag and so on. */
    static SqlType of(String text) {
        Matcher shape = SqlTypes.SHAPE.matcher(text.replace(" ", ""));
        if (!shape.matches()) {
            throw unknown(text);
        }
        return switch (shape.group(1)) {
            case "text" ->
                    shape.group(2) == null
                            ? SqlTypes.TEXT
                            : new Text(Integer.parseInt(shape.group(2)));
            case "tiny" -> new Whole(Size.TINY);
            case "small" -> new Whole(Size.SMALL);
            case "int" -> new Whole(Size.INT);
            case "long" -> SqlTypes.LONG;
            case "decimal" -> decimal(shape, text);
            case "real" -> new Real();
            case "flag" -> SqlTypes.FLAG;
            case "moment" -> SqlTypes.MOMENT;
            default -> throw unknown(text);
        };
    }

    private static SqlType decimal(Matcher shape, String text) {
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

    /** Returns the type in words, for a person who reads why a row was rejected. */
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
