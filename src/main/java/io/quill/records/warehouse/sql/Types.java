package io.quill.records.warehouse.sql;

import java.util.regex.Pattern;

/** The types that are needed everywhere. */
public final class Types {
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    public static final Type TEXT = new Type.Text(UNBOUNDED);
    public static final Type LONG = new Type.Whole(Type.Size.LONG);
    public static final Type FLAG = new Type.Flag();
    public static final Type MOMENT = new Type.Moment();

    static final Pattern SHAPE = Pattern.compile("(\\w+)(?:\\((\\d+)(?:,(\\d+))?\\))?");

    private Types() {}
}
