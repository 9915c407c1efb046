package io.quill.events.resolve;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Schedule of look-ups: each follows after as long again as the event has waited, at least five
 * minutes and at most a day later.
 *
 * @param limit how long an event may wait for what it lacks
 * @param unassignedAfter how long one waits for a delivery that names its agent before it counts
 *     without; absent to give it up at the limit
 */
public record LookupSchedule(Duration limit, Optional<Duration> unassignedAfter) {
    public static final LookupSchedule DEFAULT =
            new LookupSchedule(Duration.ofDays(14), Optional.empty());

    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(24);

    boolean isExpired(Instant seenAt, Instant now) {
        return !now.isBefore(deadline(seenAt));
    }

    Instant deadline(Instant seenAt) {
        return seenAt.plus(limit);
    }

    /** Returns when an event counts as unassigned. */
    Optional<Instant> unassignedAt(Instant seenAt) {
        return unassignedAfter.map(seenAt::plus);
    }

    String words() {
        return limit.toDays() > 0 ? limit.toDays() + " days" : limit.toString();
    }

    /**
     * Returns the time of the next look-up; never after the deadline, so that there is a last
     * look-up before the event is given up.
     */
    Instant nextLookup(Instant seenAt, Instant now) {
        Duration age = Duration.between(seenAt, now);
        Duration wait = age.compareTo(SHORTEST) < 0 ? SHORTEST : age;
        Instant next = now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        return next.isBefore(deadline(seenAt)) ? next : deadline(seenAt);
    }
}
