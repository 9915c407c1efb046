package io.quill.events.spool;

import io.quill.events.EventKey;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.Holding;
import io.quill.events.ledger.Ledger;
import io.quill.events.source.Source;
import io.quill.events.webhook.Hold;
import io.quill.platform.logging.Tally;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Holds in the store, and while that is away in a file beside it. One failure is enough to believe
 * that it is away: from then on nobody waits for it but {@link #drain}, which finds out when it is
 * back.
 */
public final class Spool implements Hold, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    private final Ledger store;
    private final Probe probe;
    private final DataStore file;
    private final Ledger spooled;
    private final Drain drain;
    private final Tally tally;
    private volatile boolean away;

    /** What is in the file from earlier is drained like anything else. */
    public Spool(DataStore store, DataStore file, InstantSource clock, Duration memory) {
        this.store = new Ledger(store, clock, memory);
        this.probe = new Probe(store, clock);
        this.file = file;
        this.spooled = new Ledger(file, clock, memory);
        this.tally = new Tally(Spool.class, clock);
        this.drain = new Drain(this.store, probe, file, spooled, clock);
    }

    @Override
    public List<Holding> hold(Source source, List<Arrival> arrivals) {
        if (!away) {
            try {
                return store.hold(arrivals);
            } catch (StoreException e) {
                leave(e);
            }
        }
        if (source.redelivers()) {
            throw putOff();
        }
        List<Holding> holdings = spooled.hold(arrivals);
        drain.expect();
        return holdings;
    }

    /** Nothing is spooled for what nobody wants. */
    @Override
    public void ignore(Source source, Instant at, int number) {
        if (!away) {
            store.ignore(source.name(), at, number);
        }
    }

    /** Only a hint: what it names is looked up sooner or later, so nothing is spooled for it. */
    @Override
    public void wake(Source source, List<EventKey> keys) {
        if (!away) {
            try {
                store.wake(keys);
                return;
            } catch (StoreException e) {
                leave(e);
            }
        }
        if (source.redelivers()) {
            throw putOff();
        }
    }

    private static StoreException putOff() {
        return new StoreException(
                Reason.UNAVAILABLE, "The store is away, and what is redelivered waits for it");
    }

    /** To be called every now and then, at the start as well. */
    public void drain() {
        try {
            if (away) {
                probe.run();
                away = false;
                LOG.info("The store is back");
            }
            drain.run();
        } catch (StoreAway e) {
            leave(e);
        } catch (RuntimeException e) {
            tally.count(Level.ERROR, "The spool cannot be drained", String.valueOf(e.getMessage()));
        }
    }

    /** Whether everything that was in the file is in the store. */
    public boolean isEmpty() {
        return drain.done();
    }

    /** Why neither the store nor the file takes anything at the moment. */
    public Optional<StoreException> obstacle() {
        return away ? file.obstacle() : Optional.empty();
    }

    private void leave(RuntimeException e) {
        if (!away) {
            away = true;
            LOG.error(
                    "The store is away, so the spool takes what is delivered only once: {}",
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
