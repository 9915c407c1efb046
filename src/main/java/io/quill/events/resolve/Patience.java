package io.quill.events.resolve;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to look again: what is new soon, what is old now and then, each time after as long again as
 * it has been waiting.
 *
 * @param limit how long an event may wait for what it lacks
 * @param unassignedAfter how long one waits for a delivery that names its agent before it counts
 *     without; absent to give it up at the limit
 */
public record Patience(Duration limit, Optional<Duration> unassignedAfter) {
    public static final Patience DEFAULT = new Patience(Duration.ofDays(14), Optional.empty());

    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(24);

    boolean isOver(Instant seenAt, Instant now) {
        return !now.isBefore(end(seenAt));
    }

    Instant end(Instant seenAt) {
        return seenAt.plus(limit);
    }

    /** When one counts for nobody in particular. */
    Optional<Instant> unassignedAt(Instant seenAt) {
        return unassignedAfter.map(seenAt::plus);
    }

    String words() {
        return limit.toDays() > 0 ? limit.toDays() + " days" : limit.toString();
    }

    /** Never behind the end, so that it is looked up one last time before it is given up. */
    Instant next(Instant seenAt, Instant now) {
        Duration age = Duration.between(seenAt, now);
        Duration wait = age.compareTo(SHORTEST) < 0 ? SHORTEST : age;
        Instant next = now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        return next.isBefore(end(seenAt)) ? next : end(seenAt);
    }
}
