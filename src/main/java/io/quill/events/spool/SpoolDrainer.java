package io.quill.events.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.EventKey;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;
import io.quill.platform.file.Sha256;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;
import io.quill.platform.store.Write;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * Moves events from the spool to the store, and removes each once the store has it. After a crash
 * some are offered twice, which the store recognises.
 */
final class SpoolDrainer {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolDrainer.class);
    private static final int AT_ONCE = 100;
    private static final Duration SET_ASIDE = Duration.ofHours(1);

    /** Tries of the same events that find the store unavailable, while it takes others. */
    private static final int MOST_FAILURES = 3;

    private final Ledger store;
    private final StoreProbe storeProbe;
    private final DataStore file;
    private final Ledger spooled;
    private final Outbox outbox;
    private final InstantSource clock;
    private volatile boolean mayHoldEvents = true;
    private int failures;

    SpoolDrainer(
            Ledger store,
            StoreProbe storeProbe,
            DataStore file,
            Ledger spooled,
            InstantSource clock) {
        this.store = store;
        this.storeProbe = storeProbe;
        this.file = file;
        this.spooled = spooled;
        this.outbox = new Outbox(file);
        this.clock = clock;
    }

    /** Notes that the spool holds something. */
    void markNotEmpty() {
        mayHoldEvents = true;
    }

    /** Returns whether the spool is empty, as far as is known. */
    boolean isDrained() {
        return !mayHoldEvents;
    }

    /**
     * Moves what the spool holds. Throws StoreUnavailableException if the store is; after any
     * exception the next call goes on.
     */
    synchronized void run() {
        if (!mayHoldEvents) {
            return;
        }
        mayHoldEvents = false;
        boolean empty = false;
        try {
            moveAll();
            empty = outbox.waiting(EntryState.PARKED, 1).isEmpty();
        } finally {
            if (!empty) {
                mayHoldEvents = true;
            }
        }
    }

    private void moveAll() {
        int carried = 0;
        for (List<LedgerEntry> some = waiting(); !some.isEmpty(); some = waiting()) {
            move(some);
            failures = 0;
            carried += some.size();
        }
        if (carried > 0) {
            LOG.info("Moved {} events from the spool to the store", carried);
        }
    }

    private List<LedgerEntry> waiting() {
        try {
            return listed();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException _) {
            Stream.of(EntryState.values())
                    .flatMap(entryState -> outbox.unreadable(entryState).stream())
                    .forEach(this::holdAsDeadLetter);
            return listed();
        }
    }

    private List<LedgerEntry> listed() {
        Stream<LedgerEntry> fresh =
                Stream.of(EntryState.READY, EntryState.UNRESOLVED, EntryState.DEAD)
                        .flatMap(entryState -> outbox.waiting(entryState, AT_ONCE).stream());
        Stream<LedgerEntry> aside =
                outbox.due(EntryState.PARKED, clock.instant(), AT_ONCE).stream();
        return Stream.concat(fresh, aside).limit(AT_ONCE).toList();
    }

    private void move(List<LedgerEntry> entries) {
        try {
            store.hold(entries.stream().map(this::arrival).toList());
        } catch (RuntimeException e) {
            if (isUnavailable(e)) {
                waitForTheStore(e);
            }
            oneByOne(entries, e);
            return;
        }
        entries.forEach(spooled::remove);
    }

    private static boolean isUnavailable(RuntimeException e) {
        return e instanceof StoreException fault && fault.reason() == Reason.UNAVAILABLE;
    }

    /** Gives up for now, unless the store was unavailable for these events alone. */
    private void waitForTheStore(RuntimeException e) {
        failures++;
        if (failures < MOST_FAILURES) {
            throw new StoreUnavailableException(e);
        }
    }

    /** Moves events one by one; if the store is there, it refuses one of them. */
    private void oneByOne(List<LedgerEntry> entries, RuntimeException fault) {
        storeProbe.run();
        if (entries.size() > 1) {
            entries.forEach(ledgerEntry -> move(List.of(ledgerEntry)));
        } else {
            setAside(entries.getFirst(), String.valueOf(fault.getMessage()));
        }
    }

    /** Parks an event that the store refuses; the reason of a dead letter is kept. */
    private void setAside(LedgerEntry poison, String fault) {
        Instant due = clock.instant().plus(SET_ASIDE);
        LOG.error(
                "The store refused {}; it stays in the spool, and Quill tries " + "again at {}: {}",
                poison.key(),
                due,
                fault);
        spooled.park(poison, poison.reason().isEmpty() ? fault : poison.reason(), due);
    }

    /**
     * Holds an illegible item as a dead letter for a person to look at. The event's own key stays
     * free for a later delivery.
     */
    private void holdAsDeadLetter(Item illegible) {
        String key = illegible.key().pk();
        String source = key.substring(0, Math.max(0, key.indexOf(':')));
        Arrival dead =
                new Arrival.Unreadable(
                        EventKey.of(source.isEmpty() ? "SPOOL" : source, "raw", Sha256.hex(key)),
                        "The spool held it as " + key + ", and it cannot be read",
                        illegible.attributes().toString().getBytes(UTF_8),
                        illegible.text("envelope").orElse(Arrival.SEARCHED),
                        clock.instant());
        store.hold(List.of(dead));
        file.write(new Write.Delete(illegible.key(), Condition.NONE));
        LOG.error("{} in the spool cannot be read; it is dead letter {} now", key, dead.key());
    }

    private Arrival arrival(LedgerEntry ledgerEntry) {
        return ledgerEntry
                .event()
                .<Arrival>map(
                        event ->
                                new Arrival.Countable(
                                        event,
                                        ledgerEntry.missing(),
                                        ledgerEntry.envelope(),
                                        ledgerEntry.seenAt()))
                .orElseGet(
                        () ->
                                new Arrival.Unreadable(
                                        ledgerEntry.key(),
                                        ledgerEntry.reason(),
                                        spooled.raw(ledgerEntry.key()).orElse(new byte[0]),
                                        ledgerEntry.envelope(),
                                        ledgerEntry.seenAt()));
    }
}
