package io.quill.platform.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Formats a log event for people. Logback's own pattern layout takes a fifth of a second at start.
 */
final class TextLayout extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    /** Control characters, which could forge log lines or steer a terminal. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}&&[^\\t]]+");

    private static final Pattern LINE_BREAKS = Pattern.compile("\\R");

    private final Faults faults = new Faults();

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line =
                new StringBuilder(160)
                        .append(TIME.format(event.getInstant().atZone(ZoneId.systemDefault())))
                        .append(' ')
                        .append(padded(event.getLevel().toString()))
                        .append(' ')
                        .append(simple(event.getLoggerName()))
                        .append(' ')
                        .append(withoutControls(event.getFormattedMessage()))
                        .append(withoutControls(context(event.getMDCPropertyMap())))
                        .append(System.lineSeparator());
        if (event.getThrowableProxy() != null) {
            LINE_BREAKS
                    .splitAsStream(faults.text(event))
                    .forEach(each -> line.append(indented(each)));
        }
        return line.toString();
    }

    private static String withoutControls(String text) {
        return CONTROLS.matcher(text).replaceAll(" ");
    }

    /** Indents the lines of an exception, so that none looks like a line of the log. */
    private static String indented(String line) {
        return "    " + withoutControls(line) + System.lineSeparator();
    }

    private static String padded(String level) {
        return level.length() < 5 ? level + " " : level;
    }

    private static String simple(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static String context(Map<String, String> context) {
        return context.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", ", context.isEmpty() ? "" : " ", ""));
    }
}
