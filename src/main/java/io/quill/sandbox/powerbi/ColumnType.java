package io.quill.sandbox.powerbi;

import java.util.Locale;
import java.util.Optional;

/** The types that a column of a push dataset may have, their names in any case. */
enum ColumnType {
    INT64("Int64"),
    DOUBLE("Double"),
    BOOLEAN("Boolean"),
    DATETIME("DateTime"),
    STRING("String"),
    DECIMAL("Decimal");

    final String wire;

    ColumnType(String wire) {
        this.wire = wire;
    }

    static Optional<ColumnType> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "int64" -> Optional.of(INT64);
            case "double" -> Optional.of(DOUBLE);
            case "bool", "boolean" -> Optional.of(BOOLEAN);
            case "datetime" -> Optional.of(DATETIME);
            case "string" -> Optional.of(STRING);
            case "decimal" -> Optional.of(DECIMAL);
            default -> Optional.empty();
        };
    }
}
