package io.quill.storm;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that goes wrong. Something may have to lie ready before the deliveries that it strikes.
 *
 * @param kind to leave it out by
 * @param arm before more is sent
 * @param strike while more is sent
 * @param mend what is put right only when they are
 */
record Blow(WeatherKind kind, String words, Runnable arm, Strike strike, Optional<Runnable> mend) {
    /** What the design promises after any outage, restart or take-over. */
    static final Duration SOON = Duration.ofSeconds(10);

    interface Strike {
        End now();
    }

    /**
     * The moment from which nothing stands in the way any more, and what is to be known about it.
     *
     * @param seen how often it was seen to strike: faults taken, calls failed, processes ended
     */
    record End(Instant at, String remark, long seen) {
        static End seen(long times) {
            return new End(Instant.now(), "", times);
        }
    }

    static Blow at(WeatherKind kind, String words, Strike strike) {
        return armed(kind, words, () -> {}, strike);
    }

    static Blow armed(WeatherKind kind, String words, Runnable arm, Strike strike) {
        return new Blow(kind, words, arm, strike, Optional.empty());
    }

    Blow mendedBy(Runnable later) {
        return new Blow(kind, words, arm, strike, Optional.of(later));
    }

    /** Whether the next blow may follow before this one is over. */
    boolean mayBeFollowedAtOnce() {
        return mend.isEmpty();
    }
}
