package io.quill.events.resolve;

import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;
import io.quill.events.source.hubspot.Crm;
import io.quill.events.source.hubspot.HubSpotResult;
import io.quill.events.source.hubspot.ObjectKey;
import io.quill.events.source.hubspot.ObjectType;
import io.quill.platform.store.Guard;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves events that lack something: HubSpot is asked, for Aloware a later delivery is awaited,
 * and after a while the fact counts as unassigned. Only one caller at a time.
 */
public final class Resolver {
    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);
    private static final Duration PASSES_BY_ITSELF = Duration.ofMinutes(1);
    private static final int MOST = 400;

    private final Ledger ledger;
    private final Outbox outbox;
    private final CrmLookup crmLookup;
    private final LookupSchedule lookupSchedule;
    private final InstantSource clock;
    private volatile Optional<LookupPause> rest = Optional.empty();
    private boolean parkedRescheduled;

    public Resolver(
            Ledger ledger,
            Outbox outbox,
            CrmLookup crmLookup,
            LookupSchedule lookupSchedule,
            InstantSource clock) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.crmLookup = crmLookup;
        this.lookupSchedule = lookupSchedule;
        this.clock = clock;
    }

    /** Resolves what is due and returns how many events moved; others stay as they are. */
    public int advance(Guard guard) {
        Instant now = clock.instant();
        ResolutionApplier resolutionApplier =
                new ResolutionApplier(ledger.guardedBy(guard), lookupSchedule, now);
        Map<ObjectType, Map<ObjectKey, LedgerEntry>> asked = new EnumMap<>(ObjectType.class);
        boolean resting = activePause().isPresent();
        rescheduleParked(resolutionApplier);
        for (LedgerEntry ledgerEntry : due(now)) {
            Optional<ObjectKey> key = ObjectKey.of(ledgerEntry.key());
            if (key.isEmpty()) {
                resolutionApplier.handleUnaskable(ledgerEntry);
            } else if (!resting) {
                asked.computeIfAbsent(key.get().type(), _ -> new LinkedHashMap<>())
                        .put(key.get(), ledgerEntry);
            }
        }
        asked.forEach((type, entries) -> ask(type, entries, resolutionApplier));
        return resolutionApplier.made();
    }

    /**
     * Reschedules parked entries once after a start, since they may have been parked under other
     * settings.
     */
    private void rescheduleParked(ResolutionApplier resolutionApplier) {
        if (!parkedRescheduled) {
            outbox.forEach(
                    EntryState.PARKED,
                    ledgerEntry -> {
                        if (resolutionApplier.waitsTooLong(ledgerEntry)) {
                            resolutionApplier.handleUnaskable(ledgerEntry);
                        }
                    });
            parkedRescheduled = true;
        }
    }

    private List<LedgerEntry> due(Instant now) {
        List<LedgerEntry> due = new ArrayList<>(outbox.waiting(EntryState.UNRESOLVED, MOST));
        due.addAll(outbox.due(EntryState.PARKED, now, MOST));
        return due;
    }

    /** Returns the current pause, if HubSpot must not be asked now. */
    public Optional<LookupPause> activePause() {
        return rest.filter(each -> clock.instant().isBefore(each.until()));
    }

    private void ask(
            ObjectType type,
            Map<ObjectKey, LedgerEntry> entries,
            ResolutionApplier resolutionApplier) {
        Map<ObjectKey, LedgerEntry> batch = new LinkedHashMap<>();
        for (Map.Entry<ObjectKey, LedgerEntry> each : entries.entrySet()) {
            if (crmLookup.isInOtherPortal(each.getKey())) {
                resolutionApplier.apply(
                        each.getValue(), new Resolution.NotYet("it lies in another portal"));
                continue;
            }
            batch.put(each.getKey(), each.getValue());
            if (batch.size() == Crm.MOST_IDS) {
                askOnce(type, batch, resolutionApplier);
                batch = new LinkedHashMap<>();
            }
        }
        askOnce(type, batch, resolutionApplier);
    }

    private void askOnce(
            ObjectType type,
            Map<ObjectKey, LedgerEntry> batch,
            ResolutionApplier resolutionApplier) {
        if (batch.isEmpty() || activePause().isPresent()) {
            return;
        }
        switch (crmLookup.decide(type, batch)) {
            case HubSpotResult.Given<Map<LedgerEntry, Resolution>>(var decisions) -> {
                rest = Optional.empty();
                decisions.forEach(resolutionApplier::apply);
            }
            case HubSpotResult.Withheld<Map<LedgerEntry, Resolution>>(String why, Duration pause) ->
                    rest(why, pause);
            case HubSpotResult.Refused<Map<LedgerEntry, Resolution>>(String why) ->
                    splitAndRetry(type, batch, why, resolutionApplier);
        }
    }

    /** Splits a refused batch in halves, until the record that HubSpot refuses stands alone. */
    private void splitAndRetry(
            ObjectType type,
            Map<ObjectKey, LedgerEntry> batch,
            String why,
            ResolutionApplier resolutionApplier) {
        if (batch.size() == 1) {
            batch.values()
                    .forEach(
                            ledgerEntry ->
                                    resolutionApplier.apply(
                                            ledgerEntry, new Resolution.NotYet(why)));
            return;
        }
        Map<ObjectKey, LedgerEntry> half = new LinkedHashMap<>();
        Map<ObjectKey, LedgerEntry> other = new LinkedHashMap<>();
        batch.forEach(
                (key, ledgerEntry) ->
                        (half.size() < batch.size() / 2 ? half : other).put(key, ledgerEntry));
        askOnce(type, half, resolutionApplier);
        askOnce(type, other, resolutionApplier);
    }

    private void rest(String why, Duration pause) {
        LookupPause next = new LookupPause(why, clock.instant().plus(pause));
        if (rest.filter(last -> last.why().equals(why)).isEmpty()) {
            LOG.atLevel(pause.compareTo(PASSES_BY_ITSELF) > 0 ? Level.WARN : Level.INFO)
                    .log(
                            "Could not look up events in HubSpot; Quill tries again at {}: " + "{}",
                            next.until(),
                            why);
        }
        rest = Optional.of(next);
    }
}
