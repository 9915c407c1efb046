package io.quill.sandbox.powerbi;

import java.util.Locale;

/** Retention of old rows, fixed when a dataset is created. */
enum RowRetention {
    NONE("None"),
    BASIC_FIFO("basicFIFO");

    final String wire;

    RowRetention(String wire) {
        this.wire = wire;
    }

    static RowRetention named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "none" -> NONE;
            case "basicfifo" -> BASIC_FIFO;
            default ->
                    throw new RefusedException(
                            PowerBiErrors.invalid(
                                    "defaultRetentionPolicy",
                                    "The value '" + name + "' is not valid."));
        };
    }
}
