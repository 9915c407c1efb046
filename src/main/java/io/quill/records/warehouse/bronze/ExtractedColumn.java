package io.quill.records.warehouse.bronze;

import io.quill.records.landing.ExtractedField;
import io.quill.records.landing.RawRecord;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.Dialect.ColumnDef;
import io.quill.records.warehouse.sql.SqlType;
import io.quill.records.warehouse.sql.SqlTypes;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/** Column of bronze that holds a field of the record. */
record ExtractedColumn(String name, ExtractedField.Kind kind, boolean indexed) {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final int LONGEST = 256;

    static ExtractedColumn of(ExtractedField extractedField) {
        return new ExtractedColumn(
                extractedField.name(), extractedField.kind(), extractedField.indexed());
    }

    /** Creates a column that was declared once and is no longer filled. */
    static ExtractedColumn undeclared(String name) {
        return new ExtractedColumn(name, ExtractedField.Kind.TEXT, false);
    }

    ColumnDef definition(Dialect dialect) {
        return ColumnDef.of(
                name,
                dialect.type(
                        switch (kind) {
                            case INT -> new SqlType.Whole(SqlType.Size.INT);
                            case LONG -> SqlTypes.LONG;
                            case TEXT -> new SqlType.Text(LONGEST);
                        }));
    }

    /** Returns the value of a record, or null where it has none of this kind. */
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
