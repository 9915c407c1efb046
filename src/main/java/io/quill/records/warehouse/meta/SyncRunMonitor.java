package io.quill.records.warehouse.meta;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds runs that need an alert. */
public final class SyncRunMonitor {
    static final Duration FRESH = Duration.ofHours(25);
    static final Duration QUICK = Duration.ofMinutes(10);
    private static final int LOOKED_AT = 500;

    private final SyncRunLog book;

    public SyncRunMonitor(SyncRunLog book) {
        this.book = book;
    }

    public List<SyncAlert> alerts(Instant now) {
        List<SyncAlert> alerts = new ArrayList<>(stale(now));
        Set<SyncRunLog.Subject> told = new HashSet<>();
        for (SyncRun syncRun : book.latest(LOOKED_AT)) {
            if (told.add(syncRun.subject())) {
                latest(syncRun, now).ifPresent(alerts::add);
            }
        }
        return alerts;
    }

    private List<SyncAlert> stale(Instant now) {
        List<SyncAlert> alerts = new ArrayList<>();
        for (SyncRunLog.Pace pace : book.lastSuccesses()) {
            Duration since = Duration.between(pace.succeededAt().orElse(pace.firstAt()), now);
            if (since.compareTo(FRESH) > 0) {
                alerts.add(new SyncAlert.Stale(pace.subject(), since));
            }
        }
        return alerts;
    }

    private static Optional<SyncAlert> latest(SyncRun syncRun, Instant now) {
        if (syncRun.status() == SyncRun.Status.FAILED) {
            return Optional.of(
                    new SyncAlert.Failed(
                            syncRun.subject(),
                            syncRun.finishedAt().orElse(now),
                            syncRun.error().orElse("no reason was kept")));
        }
        Duration took = Duration.between(syncRun.startedAt(), syncRun.finishedAt().orElse(now));
        return took.compareTo(QUICK) > 0
                ? Optional.of(new SyncAlert.Slow(syncRun.subject(), took))
                : Optional.empty();
    }
}
