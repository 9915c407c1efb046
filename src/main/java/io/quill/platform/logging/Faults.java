package io.quill.platform.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The exception of an event: its stack trace, or one line where any stranger can cause it. */
final class Faults {
    /** Libraries that log what is sent to Quill's ports, HTTP or not. */
    static final List<String> OF_THE_SERVER =
            List.of("io.vertx", "io.netty", "org.apache.camel.component.platform.http");

    private final ThrowableProxyConverter stackTrace = new ThrowableProxyConverter();

    Faults() {
        stackTrace.start();
    }

    String text(ILoggingEvent event) {
        IThrowableProxy fault = event.getThrowableProxy();
        if (fault == null) {
            return "";
        }
        return OF_THE_SERVER.stream().anyMatch(event.getLoggerName()::startsWith)
                ? line(fault)
                : stackTrace.convert(event);
    }

    /** Returns the line with where it was thrown and where it came through Quill. */
    private static String line(IThrowableProxy fault) {
        List<String> frames =
                Arrays.stream(fault.getStackTraceElementProxyArray())
                        .map(StackTraceElementProxy::getSTEAsString)
                        .toList();
        Stream<String> ours =
                frames.stream().skip(1).filter(each -> each.startsWith("at io.quill.")).limit(1);
        return Stream.concat(frames.stream().limit(1), ours)
                .collect(
                        Collectors.joining(
                                " ", fault.getClassName() + ": " + fault.getMessage() + " ", ""))
                .strip();
    }
}
