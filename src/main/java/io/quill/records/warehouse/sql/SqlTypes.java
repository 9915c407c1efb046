package io.quill.records.warehouse.sql;

import java.util.regex.Pattern;

/** Column types that are used everywhere. */
public final class SqlTypes {
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    public static final SqlType TEXT = new SqlType.Text(UNBOUNDED);
    public static final SqlType LONG = new SqlType.Whole(SqlType.Size.LONG);
    public static final SqlType FLAG = new SqlType.Flag();
    public static final SqlType MOMENT = new SqlType.Moment();

    static final Pattern SHAPE = Pattern.compile("(\\w+)(?:\\((\\d+)(?:,(\\d+))?\\))?");

    private SqlTypes() {}
}
