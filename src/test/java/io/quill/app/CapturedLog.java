package io.quill.app;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import io.quill.platform.logging.LogbackConfigurator;
import io.quill.platform.settings.LoggingSettings;

import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that is logged while it is open, as text with its context and its exceptions. */
final class CapturedLog implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    lines.add(text(event));
                }
            };

    CapturedLog(LoggingSettings loggingSettings) {
        LogbackConfigurator.apply(loggingSettings);
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
    }

    private static String text(ILoggingEvent event) {
        String fault =
                event.getThrowableProxy() == null
                        ? ""
                        : event.getThrowableProxy().getClassName()
                                + event.getThrowableProxy().getMessage();
        return event.getLevel()
                + " "
                + event.getFormattedMessage()
                + " "
                + event.getMDCPropertyMap()
                + fault;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        LogbackConfigurator.apply(LoggingSettings.DEFAULT);
    }
}
