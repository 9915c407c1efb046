package io.quill.records.pull;

import io.quill.records.connector.TimeWindows;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Iterates over a time range window by window: halves a window that is too much for the service,
 * and widens it where nothing is found. The last window has no end, so that records that change
 * meanwhile stay in it.
 */
final class TimeWindowIterator {
    /** Window from its start to before its end; an absent time is no bound. */
    record Piece(Optional<Instant> from, Optional<Instant> to) {}

    private final TimeWindows timeWindows;
    private final Instant until;
    private final boolean boundless;
    private Instant from;
    private Duration span;
    private boolean first = true;

    /**
     * Begins a stretch.
     *
     * @param from where it begins, if it has a beginning
     */
    TimeWindowIterator(TimeWindows timeWindows, Optional<Instant> from, Instant until) {
        this.timeWindows = timeWindows;
        this.until = until;
        this.from = from.orElse(timeWindows.initial());
        this.boundless = from.isEmpty();
        this.span = timeWindows.span();
    }

    boolean isOver() {
        return !first && !from.isBefore(until);
    }

    Piece current() {
        return new Piece(
                first && boundless ? Optional.empty() : Optional.of(from),
                end().isBefore(until) ? Optional.of(end()) : Optional.empty());
    }

    private Instant end() {
        return from.plus(span);
    }

    void advance(boolean empty) {
        from = end();
        first = false;
        Duration wider = span.multipliedBy(2);
        if (!empty) {
            span = timeWindows.span();
        } else if (wider.compareTo(timeWindows.widest()) <= 0) {
            span = wider;
        } else {
            span = timeWindows.widest();
        }
    }

    /** False when it cannot become smaller. */
    boolean halve() {
        Duration remaining = Duration.between(from, until);
        Duration whole =
                remaining.compareTo(span) < 0 && !remaining.isNegative() ? remaining : span;
        Duration half = whole.dividedBy(2);
        if (half.compareTo(timeWindows.least()) < 0) {
            return false;
        }
        span = half;
        return true;
    }
}
