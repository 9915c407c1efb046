package io.quill.sandbox.powerbi;

import io.quill.sandbox.desk.RateWindow;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Quota of a dataset in a minute and in an hour. Guarded by its dataset's lock. */
final class PushQuotaWindows {
    private final PushLimits pushLimits;
    private final RateWindow minute = new RateWindow(Duration.ofMinutes(1));
    private final RateWindow hour = new RateWindow(Duration.ofHours(1));
    private final RateWindow rows = new RateWindow(Duration.ofHours(1));
    private final RateWindow changes = new RateWindow(Duration.ofMinutes(1));

    PushQuotaWindows(PushLimits pushLimits) {
        this.pushLimits = pushLimits;
    }

    /** Counts a POST, or refuses it; a large table narrows the whole dataset. */
    void post(Instant now, boolean large, PowerBiSwitches powerBiSwitches) {
        Optional<Duration> wait =
                Stream.of(
                                minute.untilRoom(
                                        powerBiSwitches.windows(),
                                        now,
                                        1,
                                        pushLimits.postsPerMinute()),
                                large
                                        ? hour.untilRoom(
                                                powerBiSwitches.windows(),
                                                now,
                                                1,
                                                pushLimits.postsPerHour())
                                        : Optional.<Duration>empty())
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder());
        if (wait.isEmpty()
                || powerBiSwitches.refusedPosts() == PowerBiSwitches.RefusedPosts.COUNTED) {
            minute.add(now, 1);
            hour.add(now, 1);
        }
        if (wait.isPresent()) {
            throw tooMany("Too many requests to add rows.", wait.get(), powerBiSwitches);
        }
    }

    void rows(Instant now, int count, PowerBiSwitches powerBiSwitches) {
        Optional<Duration> wait =
                rows.untilRoom(powerBiSwitches.windows(), now, count, pushLimits.rowsPerHour());
        if (wait.isPresent()) {
            String words = PowerBiErrors.overRows(powerBiSwitches.rowsWording());
            throw new RefusedException(
                    powerBiSwitches.retryAfter() == PowerBiSwitches.RetryAfter.NEVER
                            ? PowerBiErrors.throttled(words, powerBiSwitches.throttleShape())
                            : PowerBiErrors.throttled(
                                    words, wait.get(), powerBiSwitches.throttleShape()));
        }
        rows.add(now, count);
    }

    /** Counts a change of a table's columns, or refuses it. */
    void change(Instant now, PowerBiSwitches powerBiSwitches) {
        Optional<Duration> wait =
                changes.untilRoom(
                        powerBiSwitches.windows(),
                        now,
                        1,
                        powerBiSwitches.schemaChangesPerMinute());
        if (wait.isPresent()) {
            throw tooMany("Too many schema change requests.", wait.get(), powerBiSwitches);
        }
        changes.add(now, 1);
    }

    static RefusedException tooMany(String words, Duration wait, PowerBiSwitches powerBiSwitches) {
        return new RefusedException(
                powerBiSwitches.retryAfter() == PowerBiSwitches.RetryAfter.ALWAYS
                        ? PowerBiErrors.throttled(words, wait, powerBiSwitches.throttleShape())
                        : PowerBiErrors.throttled(words, powerBiSwitches.throttleShape()));
    }
}
