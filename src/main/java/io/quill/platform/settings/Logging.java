package io.quill.platform.settings;

import java.nio.file.Path;
import java.util.Optional;

/** What is logged, how, and where to. */
public record Logging(Level level, Format format, Optional<Path> file) {
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    public enum Format {
        TEXT,
        JSON
    }

    /** Until the settings are read. */
    public static final Logging DEFAULT = new Logging(Level.INFO, Format.TEXT, Optional.empty());

    static Logging read(Values values) {
        return new Logging(
                values.value("log.level", Forms.oneOf(Level.class).like("info")),
                values.value("log.format", Forms.oneOf(Format.class).like("json")),
                values.optional("log.file", Forms.path().like("/var/log/quill.log")));
    }
}
