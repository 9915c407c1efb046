package io.quill.records.pull;

import io.quill.records.connector.Windows;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Goes through a stretch of time piece by piece: in halves where a piece is too much for the
 * service, and in larger steps where there is nothing. The last piece has no end, so that what
 * changes meanwhile does not leave it.
 */
final class Pieces {
    /** From its beginning on, to before its end; nothing there is no bound. */
    record Piece(Optional<Instant> from, Optional<Instant> to) {}

    private final Windows windows;
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
    Pieces(Windows windows, Optional<Instant> from, Instant until) {
        this.windows = windows;
        this.until = until;
        this.from = from.orElse(windows.initial());
        this.boundless = from.isEmpty();
        this.span = windows.span();
    }

    boolean isOver() {
        return !first && !from.isBefore(until);
    }

    Piece piece() {
        return new Piece(
                first && boundless ? Optional.empty() : Optional.of(from),
                end().isBefore(until) ? Optional.of(end()) : Optional.empty());
    }

    private Instant end() {
        return from.plus(span);
    }

    void done(boolean empty) {
        from = end();
        first = false;
        Duration wider = span.multipliedBy(2);
        if (!empty) {
            span = windows.span();
        } else if (wider.compareTo(windows.widest()) <= 0) {
            span = wider;
        } else {
            span = windows.widest();
        }
    }

    /** False when it cannot become smaller. */
    boolean halve() {
        Duration remaining = Duration.between(from, until);
        Duration whole =
                remaining.compareTo(span) < 0 && !remaining.isNegative() ? remaining : span;
        Duration half = whole.dividedBy(2);
        if (half.compareTo(windows.least()) < 0) {
            return false;
        }
        span = half;
        return true;
    }
}
