package io.quill.records.warehouse.bronze;

import io.quill.records.landing.Column;
import io.quill.records.landing.RawRecord;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.Dialect.ColumnDef;
import io.quill.records.warehouse.sql.Type;
import io.quill.records.warehouse.sql.Types;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/** A column in which a value of the record stands beside it. */
record Beside(String name, Column.Kind kind, boolean indexed) {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final int LONGEST = 256;

    static Beside of(Column column) {
        return new Beside(column.name(), column.kind(), column.indexed());
    }

    /** Declared once and no longer: nothing is put there. */
    static Beside old(String name) {
        return new Beside(name, Column.Kind.TEXT, false);
    }

    ColumnDef definition(Dialect dialect) {
        return ColumnDef.of(
                name,
                dialect.type(
                        switch (kind) {
                            case INT -> new Type.Whole(Type.Size.INT);
                            case LONG -> Types.LONG;
                            case TEXT -> new Type.Text(LONGEST);
                        }));
    }

    /** Nothing where the record has nothing, or no such value. */
    @Nullable Object value(RawRecord record) {
        String text = record.columns().getOrDefault(name, "").strip();
        return switch (kind) {
            case INT -> isWhole(text) ? integer(Long.parseLong(text)) : null;
            case LONG -> isWhole(text) ? Long.valueOf(text) : null;
            case TEXT -> text.isEmpty() || text.length() > LONGEST ? null : text;
        };
    }

    private static boolean isWhole(String text) {
        return WHOLE.matcher(text).matches();
    }

    private static @Nullable Integer integer(long number) {
        return number == (int) number ? Integer.valueOf((int) number) : null;
    }
}
