package io.quill.platform.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line for people: time, level, who and what. Logback's own pattern would say the same, but makes
 * all the words it knows before the first line, which takes a fifth of a second.
 */
final class TextLayout extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    /** Whoever can make Quill log something could forge lines with them, or steer a terminal. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}&&[^\\t]]+");

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
                        .append(tame(event.getFormattedMessage()))
                        .append(tame(context(event.getMDCPropertyMap())))
                        .append(System.lineSeparator());
        if (event.getThrowableProxy() != null) {
            LINE_BREAKS
                    .splitAsStream(faults.text(event))
                    .forEach(each -> line.append(indented(each)));
        }
        return line.toString();
    }

    private static String tame(String text) {
        return STEERING.matcher(text).replaceAll(" ");
    }

    /** What an exception says may have lines too: none of them begins like one of the log. */
    private static String indented(String line) {
        return "    " + tame(line) + System.lineSeparator();
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
