package io.quill.sandbox.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Amount used within a time window, and the wait until there is room. Not thread-safe. */
public final class RateWindow {
    /** Kind of window: sliding with the clock, or new with each minute, hour, … */
    public enum Kind {
        ROLLING,
        FIXED
    }

    private record Spent(Instant at, long amount) {}

    private final Duration length;
    private final Deque<Spent> spent = new ArrayDeque<>();
    private long sum;

    public RateWindow(Duration length) {
        this.length = length;
    }

    public void add(Instant now, long amount) {
        spent.addLast(new Spent(now, amount));
        sum += amount;
    }

    public long used(Kind kind, Instant now) {
        forget(now);
        return switch (kind) {
            case ROLLING -> sum;
            case FIXED ->
                    spent.stream()
                            .filter(each -> !each.at.isBefore(start(now)))
                            .mapToLong(Spent::amount)
                            .sum();
        };
    }

    /** Empty where there is room for so much more; else how long until there is. */
    public Optional<Duration> untilRoom(Kind kind, Instant now, long amount, long limit) {
        long used = used(kind, now);
        if (used + amount <= limit) {
            return Optional.empty();
        }
        return Optional.of(
                switch (kind) {
                    case ROLLING -> Duration.between(now, rollsFree(used + amount - limit));
                    case FIXED -> Duration.between(now, start(now).plus(length));
                });
    }

    private Instant rollsFree(long needed) {
        Instant free = Instant.EPOCH;
        long freed = 0;
        for (Spent each : spent) {
            free = each.at.plus(length);
            freed += each.amount;
            if (freed >= needed) {
                break;
            }
        }
        return free;
    }

    private Instant start(Instant now) {
        long millis = now.toEpochMilli();
        return Instant.ofEpochMilli(millis - Math.floorMod(millis, length.toMillis()));
    }

    private void forget(Instant now) {
        while (!spent.isEmpty() && !spent.getFirst().at.isAfter(now.minus(length))) {
            sum -= spent.removeFirst().amount;
        }
    }
}
