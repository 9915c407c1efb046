package io.quill.platform.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets each logger of a library log only once in a while, since a stranger may provoke its
 * messages.
 */
final class FloodFilter extends TurboFilter {
    private final String library;
    private final Duration pause;
    private final InstantSource clock;
    private final Map<String, Instant> lastLogged = new HashMap<>();

    FloodFilter(String library, Duration pause, InstantSource clock) {
        this.library = library;
        this.pause = pause;
        this.clock = clock;
        start();
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable fault) {
        String name = logger.getName();
        // without a format it is only asked whether it would log
        if (format == null
                || !name.startsWith(library)
                || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            return FilterReply.NEUTRAL;
        }
        return mayLog(name) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private synchronized boolean mayLog(String logger) {
        Instant now = clock.instant();
        Instant last = lastLogged.get(logger);
        if (last != null && now.isBefore(last.plus(pause))) {
            return false;
        }
        lastLogged.put(logger, now);
        return true;
    }
}
