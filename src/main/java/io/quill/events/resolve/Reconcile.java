package io.quill.events.resolve;

import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.Holding;
import io.quill.events.ledger.Ledger;
import io.quill.events.source.hubspot.Answer;
import io.quill.events.source.hubspot.Crm;
import io.quill.events.source.hubspot.CrmRecord;
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

/** Looks through what HubSpot has of the last days, and holds what no webhook brought. */
public final class Reconcile {
    /** Who made the arrivals, instead of an envelope. */
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
    private final Pause pause;
    private final Duration memory;

    /**
     * @param memory how long the ledger remembers what is done: what it has forgotten must not be
     *     found again
     */
    public Reconcile(
            Crm crm,
            Portal portal,
            Ledger ledger,
            InstantSource clock,
            Pause pause,
            Duration memory) {
        this.crm = crm;
        this.portal = portal;
        this.ledger = ledger;
        this.clock = clock;
        this.pause = pause;
        this.memory = memory;
    }

    /** Looks through the last three days. */
    public Reconciled run() throws InterruptedException {
        return run(Optional.empty(), _ -> {});
    }

    /**
     * What it held stays held, wherever it has to stop.
     *
     * @param since from when on, where the last three days are not enough
     * @param progress is told after each page
     */
    public Reconciled run(Optional<Instant> since, Consumer<Reconciled> progress)
            throws InterruptedException {
        Reconciled so = new Reconciled(0, 0, "");
        return switch (patiently(portal::id)) {
            case Answer.Given<String>(String id) -> run(id, from(since), progress);
            case Answer.Withheld<String>(String why, _) -> so.until(why);
            case Answer.Refused<String>(String why) ->
                    so.until(why + ". Set HUBSPOT_PORTAL_ID to the id of the portal.");
        };
    }

    private Instant from(Optional<Instant> since) {
        Instant now = clock.instant();
        Instant usual = now.minus(LOOK_BACK);
        Instant wanted = since.filter(usual::isAfter).orElse(usual);
        Instant earliest = now.minus(memory);
        return wanted.isBefore(earliest) ? earliest : wanted;
    }

    private Reconciled run(String portalId, Instant since, Consumer<Reconciled> progress)
            throws InterruptedException {
        Reconciled all = new Reconciled(0, 0, "");
        for (ObjectType type : ObjectType.values()) {
            if (all.isFinished()) {
                all = run(portalId, type, since, all, progress);
            }
        }
        return all;
    }

    private Reconciled run(
            String portalId,
            ObjectType type,
            Instant since,
            Reconciled so,
            Consumer<Reconciled> progress)
            throws InterruptedException {
        Reconciled all = so;
        String behind = "0";
        while (true) {
            String from = behind;
            switch (patiently(() -> crm.created(type, since, from))) {
                case Answer.Withheld<List<CrmRecord>>(String why, _) -> {
                    return all.until(why);
                }
                case Answer.Refused<List<CrmRecord>>(String why) -> {
                    return all.until(why);
                }
                case Answer.Given<List<CrmRecord>>(var page) -> {
                    Optional<String> last = last(page, from);
                    if (last.isEmpty()) {
                        return all;
                    }
                    all = all.and(page.size(), hold(portalId, page));
                    progress.accept(all);
                    behind = last.get();
                }
            }
        }
    }

    /** The largest id, unless it leads nowhere. */
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
        return (int) ledger.hold(arrivals).stream().filter(each -> each == Holding.HELD).count();
    }

    private static Arrival arrival(String portalId, CrmRecord record, Instant now) {
        return new Arrival.Countable(record.created(portalId, now), "owner", ENVELOPE, now);
    }

    /** Waits for what is only a matter of time, though not for ever. */
    private <T> Answer<T> patiently(Supplier<Answer<T>> question) throws InterruptedException {
        Answer<T> answer = question.get();
        for (int again = 1; again < TRIES; again++) {
            if (!(answer instanceof Answer.Withheld<T>(_, Duration wait))
                    || wait.compareTo(LONGEST_PAUSE) > 0) {
                return answer;
            }
            pause.pause(wait);
            answer = question.get();
        }
        return answer;
    }
}
