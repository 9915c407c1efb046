package io.quill.storm;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The kinds of weather; {@code -Dstorm.without=drip,poison} leaves these out. */
enum WeatherKind {
    /** Processes end without a warning. */
    KILL,
    /** The store cannot be reached for a while. */
    OUTAGE,
    /** The holder of the lease dies or sleeps. */
    TAKE_OVER,
    /** A post is done or not, and its answer does not say which. */
    DOUBT,
    /** A post is refused for a reason that passes. */
    REFUSAL,
    /** The disk fails writes and flushes, or is full for a moment. */
    DISK,
    /** A row spoils every post that carries it. */
    POISON,
    /** An answer comes a byte a second. */
    DRIP,
    /** A proxy's page is answered under 200. */
    FALSE_YES,
    /** The members of the ring group change. */
    DIMENSION,
    /** A table of a dimension is emptied or filled seconds after the request was given up. */
    LATE_DIMENSION,
    /** The wall clock of the process is set back, and forward again. */
    CLOCK;

    /** What is to be seen: everything but what was left out. */
    static Set<WeatherKind> on() {
        Set<WeatherKind> kinds = EnumSet.allOf(WeatherKind.class);
        Arrays.stream(System.getProperty("storm.without", "").split(","))
                .filter(name -> !name.isBlank())
                .map(name -> valueOf(name.strip().replace('-', '_').toUpperCase(Locale.ROOT)))
                .forEach(kinds::remove);
        return kinds;
    }
}
