package io.quill.events.history.backfill;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.history.FactArchive;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.Holding;
import io.quill.events.ledger.Ledger;

import java.io.IOException;
import java.io.Reader;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what no webhook brought. What the ledger knows is a duplicate there as anywhere; what it
 * has forgotten since, the archive still knows.
 */
public final class Backfill {
    private static final int AT_ONCE = 500;
    private static final int MOST_DAYS = 40;

    private final Ledger ledger;
    private final FactArchive archive;
    private final InstantSource clock;
    private final Map<LocalDate, Set<EventKey>> archived = new HashMap<>();

    public Backfill(Ledger ledger, FactArchive archive, InstantSource clock) {
        this.ledger = ledger;
        this.archive = archive;
        this.clock = clock;
    }

    /**
     * Reads all of it, and holds what is new.
     *
     * @param name of the file, which its events bear instead of an envelope
     */
    public Report take(AlowareExport export, Reader text, String name)
            throws IOException, Unusable {
        return run(export, text, fresh -> hold(fresh, name));
    }

    /** As {@link #take}, but nothing is held. */
    public Report rehearse(AlowareExport export, Reader text) throws IOException, Unusable {
        Set<EventKey> seen = new HashSet<>();
        return run(
                export,
                text,
                fresh ->
                        fresh.stream()
                                .map(FactEvent::key)
                                .filter(seen::add)
                                .filter(key -> ledger.find(key).isEmpty())
                                .count());
    }

    /** Returns how many of them were new. */
    private interface Taking {
        long of(List<FactEvent> events);
    }

    private Report run(AlowareExport export, Reader text, Taking taking)
            throws IOException, Unusable {
        Report report = new Report();
        List<FactEvent> gathered = new ArrayList<>();
        export.read(
                text,
                line -> {
                    switch (line) {
                        case Line.Fact(_, var event) -> gathered.add(event);
                        case Line.OfNoInterest(_, String reason) -> report.ignores(reason, 1);
                        case Line.Refused refused -> report.refuses(refused);
                    }
                    if (gathered.size() >= AT_ONCE) {
                        sort(gathered, taking, report);
                    }
                });
        sort(gathered, taking, report);
        return report;
    }

    private void sort(List<FactEvent> gathered, Taking taking, Report report) {
        List<FactEvent> others = gathered.stream().filter(event -> !isArchived(event)).toList();
        long fresh = others.isEmpty() ? 0 : taking.of(others);
        report.holds(fresh);
        report.knows(gathered.size() - fresh);
        gathered.clear();
    }

    private long hold(List<FactEvent> events, String name) {
        List<Arrival> arrivals =
                events.stream()
                        .<Arrival>map(
                                event ->
                                        new Arrival.Countable(
                                                event, "", "import:" + name, clock.instant()))
                        .toList();
        return ledger.hold(arrivals).stream().filter(each -> each == Holding.HELD).count();
    }

    /** On the day before or after at most, whichever zone its agent works in. */
    private boolean isArchived(FactEvent event) {
        LocalDate day = LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC);
        return List.of(day.minusDays(1), day, day.plusDays(1)).stream()
                .anyMatch(each -> archivedOn(each).contains(event.key()));
    }

    /** Exports go by time, so a few days are enough to remember. */
    private Set<EventKey> archivedOn(LocalDate day) {
        if (archived.size() > MOST_DAYS) {
            archived.clear();
        }
        return archived.computeIfAbsent(day, archive::keys);
    }
}
