package io.quill.sandbox.powerbi;

import io.quill.sandbox.desk.Window;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What one dataset takes in a minute and in an hour. Its dataset's lock guards it. */
final class Quota {
    private final Limits limits;
    private final Window minute = new Window(Duration.ofMinutes(1));
    private final Window hour = new Window(Duration.ofHours(1));
    private final Window rows = new Window(Duration.ofHours(1));
    private final Window changes = new Window(Duration.ofMinutes(1));

    Quota(Limits limits) {
        this.limits = limits;
    }

    /** Counts a POST, or refuses it; a large table narrows the whole dataset. */
    void post(Instant now, boolean large, Switches switches) {
        Optional<Duration> wait =
                Stream.of(
                                minute.untilRoom(
                                        switches.windows(), now, 1, limits.postsPerMinute()),
                                large
                                        ? hour.untilRoom(
                                                switches.windows(), now, 1, limits.postsPerHour())
                                        : Optional.<Duration>empty())
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder());
        if (wait.isEmpty() || switches.refusedPosts() == Switches.RefusedPosts.COUNTED) {
            minute.add(now, 1);
            hour.add(now, 1);
        }
        if (wait.isPresent()) {
            throw tooMany("Too many requests to add rows.", wait.get(), switches);
        }
    }

    void rows(Instant now, int count, Switches switches) {
        Optional<Duration> wait =
                rows.untilRoom(switches.windows(), now, count, limits.rowsPerHour());
        if (wait.isPresent()) {
            String words = Shapes.overRows(switches.rowsWording());
            throw new Refused(
                    switches.retryAfter() == Switches.RetryAfter.NEVER
                            ? Shapes.throttled(words, switches.throttleShape())
                            : Shapes.throttled(words, wait.get(), switches.throttleShape()));
        }
        rows.add(now, count);
    }

    /** Counts a change of a table's columns, or refuses it. */
    void change(Instant now, Switches switches) {
        Optional<Duration> wait =
                changes.untilRoom(switches.windows(), now, 1, switches.schemaChangesPerMinute());
        if (wait.isPresent()) {
            throw tooMany("Too many schema change requests.", wait.get(), switches);
        }
        changes.add(now, 1);
    }

    static Refused tooMany(String words, Duration wait, Switches switches) {
        return new Refused(
                switches.retryAfter() == Switches.RetryAfter.ALWAYS
                        ? Shapes.throttled(words, wait, switches.throttleShape())
                        : Shapes.throttled(words, switches.throttleShape()));
    }
}
