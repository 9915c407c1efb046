package io.quill.platform.settings;

import java.nio.file.Path;
import java.util.Optional;

/** Logging settings: level, format and file. */
public record LoggingSettings(Level level, Format format, Optional<Path> file) {
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

    /** Settings until the real ones are read. */
    public static final LoggingSettings DEFAULT =
            new LoggingSettings(Level.INFO, Format.TEXT, Optional.empty());

    static LoggingSettings read(SettingsReader settingsReader) {
        return new LoggingSettings(
                settingsReader.value(
                        "log.level", SettingFormats.oneOf(Level.class).withExample("info")),
                settingsReader.value(
                        "log.format", SettingFormats.oneOf(Format.class).withExample("json")),
                settingsReader.optional(
                        "log.file", SettingFormats.path().withExample("/var/log/quill.log")));
    }
}
