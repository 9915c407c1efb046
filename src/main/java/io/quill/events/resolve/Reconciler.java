package io.quill.events.resolve;

import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.HoldResult;
import io.quill.events.ledger.Ledger;
import io.quill.events.source.hubspot.Crm;
import io.quill.events.source.hubspot.CrmRecord;
import io.quill.events.source.hubspot.HubSpotResult;
import io.quill.events.source.hubspot.ObjectType;
import io.quill.events.source.hubspot.Portal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads HubSpot's records of the last days and holds those that no webhook brought. */
public final class Reconciler {
    /** Envelope of the events that a reconciliation found. */
    public static final String ENVELOPE = Arrival.SEARCHED;

    private static final Duration LOOK_BACK = Duration.ofDays(3);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int TRIES = 5;

    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final Crm crm;
    private final Portal portal;
    private final Ledger ledger;
    private final InstantSource clock;
    private final ReconcileSleeper reconcileSleeper;
    private final Duration memory;

    /**
     * @param memory how long the ledger remembers what is done: what it has forgotten must not be
     *     found again
     */
    public Reconciler(
            Crm crm,
            Portal portal,
            Ledger ledger,
            InstantSource clock,
            ReconcileSleeper reconcileSleeper,
            Duration memory) {
        this.crm = crm;
        this.portal = portal;
        this.ledger = ledger;
        this.clock = clock;
        this.reconcileSleeper = reconcileSleeper;
        this.memory = memory;
    }

    /** Looks through the last three days. */
    public ReconcileResult run() throws InterruptedException {
        return run(Optional.empty(), _ -> {});
    }

    /**
     * Searches and holds; what was held stays held if it has to stop.
     *
     * @param since from when on, where the last three days are not enough
     * @param progress is told after each page
     */
    public ReconcileResult run(Optional<Instant> since, Consumer<ReconcileResult> progress)
            throws InterruptedException {
        ReconcileResult so = new ReconcileResult(0, 0, "");
        return switch (withRetries(portal::id)) {
            case HubSpotResult.Given<String>(String id) -> run(id, from(since), progress);
            case HubSpotResult.Withheld<String>(String why, _) -> so.stoppedBy(why);
            case HubSpotResult.Refused<String>(String why) ->
                    so.stoppedBy(why + ". Set HUBSPOT_PORTAL_ID to the id of the portal.");
        };
    }

    private Instant from(Optional<Instant> since) {
        Instant now = clock.instant();
        Instant usual = now.minus(LOOK_BACK);
        Instant wanted = since.filter(usual::isAfter).orElse(usual);
        Instant earliest = now.minus(memory);
        return wanted.isBefore(earliest) ? earliest : wanted;
    }

    private ReconcileResult run(String portalId, Instant since, Consumer<ReconcileResult> progress)
            throws InterruptedException {
        ReconcileResult all = new ReconcileResult(0, 0, "");
        for (ObjectType type : ObjectType.values()) {
            if (all.isFinished()) {
                all = run(portalId, type, since, all, progress);
            }
        }
        return all;
    }

    private ReconcileResult run(
            String portalId,
            ObjectType type,
            Instant since,
            ReconcileResult so,
            Consumer<ReconcileResult> progress)
            throws InterruptedException {
        ReconcileResult all = so;
        String behind = "0";
        while (true) {
            String from = behind;
            switch (withRetries(() -> crm.created(type, since, from))) {
                case HubSpotResult.Withheld<List<CrmRecord>>(String why, _) -> {
                    return all.stoppedBy(why);
                }
                case HubSpotResult.Refused<List<CrmRecord>>(String why) -> {
                    return all.stoppedBy(why);
                }
                case HubSpotResult.Given<List<CrmRecord>>(var page) -> {
                    Optional<String> last = last(page, from);
                    if (last.isEmpty()) {
                        return all;
                    }
                    all = all.plus(page.size(), hold(portalId, page));
                    progress.accept(all);
                    behind = last.get();
                }
            }
        }
    }

    /** Returns the largest id of a page, empty if it leads no further. */
    private static Optional<String> last(List<CrmRecord> page, String behind) {
        return page.stream()
                .map(CrmRecord::id)
                .max(BY_NUMBER)
                .filter(id -> BY_NUMBER.compare(id, behind) > 0);
    }

    private int hold(String portalId, List<CrmRecord> page) {
        Instant now = clock.instant();
        List<Arrival> arrivals =
                page.stream().map(record -> arrival(portalId, record, now)).toList();
        return (int) ledger.hold(arrivals).stream().filter(each -> each == HoldResult.HELD).count();
    }

    private static Arrival arrival(String portalId, CrmRecord record, Instant now) {
        return new Arrival.Countable(record.creationFact(portalId, now), "owner", ENVELOPE, now);
    }

    /** Repeats a request while HubSpot is unavailable for a short time, a few times at most. */
    private <T> HubSpotResult<T> withRetries(Supplier<HubSpotResult<T>> question)
            throws InterruptedException {
        HubSpotResult<T> hubSpotResult = question.get();
        for (int again = 1; again < TRIES; again++) {
            if (!(hubSpotResult instanceof HubSpotResult.Withheld<T>(_, Duration wait))
                    || wait.compareTo(LONGEST_PAUSE) > 0) {
                return hubSpotResult;
            }
            reconcileSleeper.sleep(wait);
            hubSpotResult = question.get();
        }
        return hubSpotResult;
    }
}
