package io.quill.sandbox.powerbi;

import java.util.Locale;

/** What becomes of old rows; fixed when a dataset is created, its name read in any case. */
enum Retention {
    NONE("None"),
    BASIC_FIFO("basicFIFO");

    final String wire;

    Retention(String wire) {
        this.wire = wire;
    }

    static Retention named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "none" -> NONE;
            case "basicfifo" -> BASIC_FIFO;
            default ->
                    throw new Refused(
                            Shapes.invalid(
                                    "defaultRetentionPolicy",
                                    "The value '" + name + "' is not valid."));
        };
    }
}
