package io.quill.events.history.backfill;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.history.FactArchive;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.HoldResult;
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
 * Holds exported events that no webhook brought. Known ones are duplicates in the ledger; those it
 * has forgotten are found in the archive.
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
    public ImportReport importAll(AlowareExport export, Reader text, String name)
            throws IOException, UnusableFileException {
        return run(export, text, fresh -> hold(fresh, name));
    }

    /** Reads an export and counts what would be new, without holding it. */
    public ImportReport dryRun(AlowareExport export, Reader text)
            throws IOException, UnusableFileException {
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

    private ImportReport run(AlowareExport export, Reader text, Taking taking)
            throws IOException, UnusableFileException {
        ImportReport importReport = new ImportReport();
        List<FactEvent> gathered = new ArrayList<>();
        export.read(
                text,
                exportLine -> {
                    switch (exportLine) {
                        case ExportLine.Fact(_, var event) -> gathered.add(event);
                        case ExportLine.OfNoInterest(_, String reason) ->
                                importReport.addIgnored(reason, 1);
                        case ExportLine.Refused refused -> importReport.addRefused(refused);
                    }
                    if (gathered.size() >= AT_ONCE) {
                        holdNew(gathered, taking, importReport);
                    }
                });
        holdNew(gathered, taking, importReport);
        return importReport;
    }

    private void holdNew(List<FactEvent> gathered, Taking taking, ImportReport importReport) {
        List<FactEvent> others = gathered.stream().filter(event -> !isArchived(event)).toList();
        long fresh = others.isEmpty() ? 0 : taking.of(others);
        importReport.addHeld(fresh);
        importReport.addKnown(gathered.size() - fresh);
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
        return ledger.hold(arrivals).stream().filter(each -> each == HoldResult.HELD).count();
    }

    /**
     * Returns whether the archive has the event, on its day or the one before or after, whichever
     * zone its agent works in.
     */
    private boolean isArchived(FactEvent event) {
        LocalDate day = LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC);
        return List.of(day.minusDays(1), day, day.plusDays(1)).stream()
                .anyMatch(each -> archivedOn(each).contains(event.key()));
    }

    /**
     * Returns the archived events of a day; a few days are cached, since exports are ordered by
     * time.
     */
    private Set<EventKey> archivedOn(LocalDate day) {
        if (archived.size() > MOST_DAYS) {
            archived.clear();
        }
        return archived.computeIfAbsent(day, archive::keys);
    }
}
