package io.quill.platform.logging;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * Limits messages that strangers can provoke: logs the first at once, then how often it happened,
 * in one line a minute.
 */
public final class RepeatedMessageLog {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Logger log;
    private final InstantSource clock;
    private final Map<String, Count> counts = new TreeMap<>();

    public RepeatedMessageLog(Class<?> speaker, InstantSource clock) {
        this.log = LoggerFactory.getLogger(speaker);
        this.clock = clock;
    }

    /**
     * It happened once more.
     *
     * @param what a sentence out of few, so nothing that a stranger chose
     * @param example which one it was, told with the first
     */
    public synchronized void count(Level level, String what, String example) {
        Instant now = clock.instant();
        Count count = counts.get(what);
        if (count == null) {
            counts.put(what, new Count(level, now));
            log.atLevel(level).log("{} ({})", what, example);
        } else {
            count.more++;
            if (!now.isBefore(count.told.plus(PAUSE))) {
                write(what, count, now);
            }
        }
    }

    /** Logs the counts that were not logged yet. */
    public synchronized void flush() {
        Instant now = clock.instant();
        counts.forEach((what, count) -> write(what, count, now));
    }

    private void write(String what, Count count, Instant now) {
        if (count.more > 0) {
            log.atLevel(count.level).log("{}: {} times since {}", what, count.more, count.told);
            count.more = 0;
        }
        count.told = now;
    }

    private static final class Count {
        private final Level level;
        private Instant told;
        private long more;

        Count(Level level, Instant told) {
            this.level = level;
            this.told = told;
        }
    }
}
