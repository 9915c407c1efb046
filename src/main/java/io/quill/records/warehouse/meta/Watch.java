package io.quill.records.warehouse.meta;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads from the book what is worth an alarm. */
public final class Watch {
    static final Duration FRESH = Duration.ofHours(25);
    static final Duration QUICK = Duration.ofMinutes(10);
    private static final int LOOKED_AT = 500;

    private final RunBook book;

    public Watch(RunBook book) {
        this.book = book;
    }

    public List<Alert> alerts(Instant now) {
        List<Alert> alerts = new ArrayList<>(stale(now));
        Set<RunBook.Subject> told = new HashSet<>();
        for (Run run : book.latest(LOOKED_AT)) {
            if (told.add(run.subject())) {
                latest(run, now).ifPresent(alerts::add);
            }
        }
        return alerts;
    }

    private List<Alert> stale(Instant now) {
        List<Alert> alerts = new ArrayList<>();
        for (RunBook.Pace pace : book.paces()) {
            Duration since = Duration.between(pace.succeededAt().orElse(pace.firstAt()), now);
            if (since.compareTo(FRESH) > 0) {
                alerts.add(new Alert.Stale(pace.subject(), since));
            }
        }
        return alerts;
    }

    private static Optional<Alert> latest(Run run, Instant now) {
        if (run.status() == Run.Status.FAILED) {
            return Optional.of(
                    new Alert.Failed(
                            run.subject(),
                            run.finishedAt().orElse(now),
                            run.error().orElse("no reason was kept")));
        }
        Duration took = Duration.between(run.startedAt(), run.finishedAt().orElse(now));
        return took.compareTo(QUICK) > 0
                ? Optional.of(new Alert.Slow(run.subject(), took))
                : Optional.empty();
    }
}
