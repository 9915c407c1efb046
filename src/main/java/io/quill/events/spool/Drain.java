package io.quill.events.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.EventKey;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.Outbox;
import io.quill.events.ledger.State;
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
 * Carries what is in the file to the store, and takes it out of the file once the store has it. A
 * crash in between offers it to the store twice, which knows it by then.
 */
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final int AT_ONCE = 100;
    private static final Duration SET_ASIDE = Duration.ofHours(1);

    /** Tries of the same events that find the store away, while it takes something else. */
    private static final int MOST_FAILURES = 3;

    private final Ledger store;
    private final Probe probe;
    private final DataStore file;
    private final Ledger spooled;
    private final Outbox outbox;
    private final InstantSource clock;
    private volatile boolean expecting = true;
    private int failures;

    Drain(Ledger store, Probe probe, DataStore file, Ledger spooled, InstantSource clock) {
        this.store = store;
        this.probe = probe;
        this.file = file;
        this.spooled = spooled;
        this.outbox = new Outbox(file);
        this.clock = clock;
    }

    /** Something is in the file. */
    void expect() {
        expecting = true;
    }

    /** As far as is known. */
    boolean done() {
        return !expecting;
    }

    /** Throws {@link StoreAway} when it is; whatever it throws, it goes on the next time. */
    synchronized void run() {
        if (!expecting) {
            return;
        }
        expecting = false;
        boolean empty = false;
        try {
            carryAll();
            empty = outbox.waiting(State.PARKED, 1).isEmpty();
        } finally {
            if (!empty) {
                expecting = true;
            }
        }
    }

    private void carryAll() {
        int carried = 0;
        for (List<Entry> some = waiting(); !some.isEmpty(); some = waiting()) {
            carry(some);
            failures = 0;
            carried += some.size();
        }
        if (carried > 0) {
            LOG.info("{} events went from the spool to the store", carried);
        }
    }

    private List<Entry> waiting() {
        try {
            return listed();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException _) {
            Stream.of(State.values())
                    .flatMap(state -> outbox.illegible(state).stream())
                    .forEach(this::bury);
            return listed();
        }
    }

    private List<Entry> listed() {
        Stream<Entry> fresh =
                Stream.of(State.READY, State.UNRESOLVED, State.DEAD)
                        .flatMap(state -> outbox.waiting(state, AT_ONCE).stream());
        Stream<Entry> aside = outbox.due(State.PARKED, clock.instant(), AT_ONCE).stream();
        return Stream.concat(fresh, aside).limit(AT_ONCE).toList();
    }

    private void carry(List<Entry> entries) {
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

    /** Unless it was only ever away for these. */
    private void waitForTheStore(RuntimeException e) {
        failures++;
        if (failures < MOST_FAILURES) {
            throw new StoreAway(e);
        }
    }

    /** If the store is there, it is one of these that it does not take. */
    private void oneByOne(List<Entry> entries, RuntimeException fault) {
        probe.run();
        if (entries.size() > 1) {
            entries.forEach(entry -> carry(List.of(entry)));
        } else {
            setAside(entries.getFirst(), String.valueOf(fault.getMessage()));
        }
    }

    /** Why a dead letter died is not overwritten. */
    private void setAside(Entry poison, String fault) {
        Instant due = clock.instant().plus(SET_ASIDE);
        LOG.error(
                "{} stays in the spool until {}, for the store does not take it: {}",
                poison.key(),
                due,
                fault);
        spooled.park(poison, poison.reason().isEmpty() ? fault : poison.reason(), due);
    }

    /**
     * No version after this one will know more of it, so a person has to. The event's own key stays
     * free for a later delivery.
     */
    private void bury(Item illegible) {
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

    private Arrival arrival(Entry entry) {
        return entry.event()
                .<Arrival>map(
                        event ->
                                new Arrival.Countable(
                                        event, entry.missing(), entry.envelope(), entry.seenAt()))
                .orElseGet(
                        () ->
                                new Arrival.Unreadable(
                                        entry.key(),
                                        entry.reason(),
                                        spooled.raw(entry.key()).orElse(new byte[0]),
                                        entry.envelope(),
                                        entry.seenAt()));
    }
}
