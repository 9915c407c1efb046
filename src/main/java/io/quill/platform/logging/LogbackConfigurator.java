package io.quill.platform.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;

import io.quill.platform.settings.LoggingSettings;
import io.quill.platform.settings.LoggingSettings.Format;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Configures logback: with defaults at the first logger, and again from the settings. */
public final class LogbackConfigurator extends ContextAwareBase implements Configurator {
    /**
     * Libraries that LOG_LEVEL does not reach: at debug some of them write headers, and so
     * credentials.
     */
    private static final List<String> LIBRARIES =
            List.of(
                    "org.apache",
                    "io.vertx",
                    "io.netty",
                    "software.amazon",
                    "com.azure",
                    "com.microsoft",
                    "org.sqlite");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        apply(context, LoggingSettings.DEFAULT, InstantSource.system());
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    public static void apply(LoggingSettings loggingSettings) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            apply(context, loggingSettings, InstantSource.system());
        }
    }

    static void apply(LoggerContext context, LoggingSettings loggingSettings, InstantSource clock) {
        context.reset();
        Level level = Level.valueOf(loggingSettings.level().name());
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        for (String library : LIBRARIES) {
            context.getLogger(library).setLevel(level == Level.ERROR ? level : Level.WARN);
        }
        // a body too large or a connection broken off makes them speak
        for (String library : Faults.OF_THE_SERVER) {
            context.addTurboFilter(new FloodFilter(library, Duration.ofSeconds(10), clock));
        }
        root.addAppender(console(context, loggingSettings.format()));
        loggingSettings
                .file()
                .ifPresent(file -> root.addAppender(file(context, loggingSettings.format(), file)));
    }

    private static Appender<ILoggingEvent> console(LoggerContext context, Format format) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setName("console");
        return start(context, console, format);
    }

    private static Appender<ILoggingEvent> file(LoggerContext context, Format format, Path file) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setName("file");
        appender.setContext(context);
        appender.setFile(file.toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(file + ".%d.%i.gz");
        policy.setMaxFileSize(FileSize.valueOf("50MB"));
        policy.setTotalSizeCap(FileSize.valueOf("1GB"));
        policy.setMaxHistory(14);
        policy.start();
        appender.setRollingPolicy(policy);
        return start(context, appender, format);
    }

    private static Appender<ILoggingEvent> start(
            LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, Format format) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout(context, format));
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static Layout<ILoggingEvent> layout(LoggerContext context, Format format) {
        Layout<ILoggingEvent> layout =
                switch (format) {
                    case JSON -> new JsonLayout();
                    case TEXT -> new TextLayout();
                };
        layout.setContext(context);
        layout.start();
        return layout;
    }
}
