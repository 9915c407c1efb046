package io.quill.events.spool;

import io.quill.events.EventKey;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.HoldResult;
import io.quill.events.ledger.Ledger;
import io.quill.events.source.Source;
import io.quill.events.webhook.ArrivalStore;
import io.quill.platform.logging.RepeatedMessageLog;
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
 * Holds events in the store, and in a file while the store is unavailable. After one failure no
 * delivery waits for the store, until drain has found it back.
 */
public final class Spool implements ArrivalStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    private final Ledger store;
    private final StoreProbe storeProbe;
    private final DataStore file;
    private final Ledger spooled;
    private final SpoolDrainer spoolDrainer;
    private final RepeatedMessageLog repeatedMessageLog;
    private volatile boolean storeUnavailable;

    /** What is in the file from earlier is drained like anything else. */
    public Spool(DataStore store, DataStore file, InstantSource clock, Duration memory) {
        this.store = new Ledger(store, clock, memory);
        this.storeProbe = new StoreProbe(store, clock);
        this.file = file;
        this.spooled = new Ledger(file, clock, memory);
        this.repeatedMessageLog = new RepeatedMessageLog(Spool.class, clock);
        this.spoolDrainer = new SpoolDrainer(this.store, storeProbe, file, spooled, clock);
    }

    @Override
    public List<HoldResult> hold(Source source, List<Arrival> arrivals) {
        if (!storeUnavailable) {
            try {
                return store.hold(arrivals);
            } catch (StoreException e) {
                switchToSpool(e);
            }
        }
        if (source.redelivers()) {
            throw unavailable();
        }
        List<HoldResult> holdings = spooled.hold(arrivals);
        spoolDrainer.markNotEmpty();
        return holdings;
    }

    /** Counts ignored events; while the store is unavailable they are not counted. */
    @Override
    public void ignore(Source source, Instant at, int number) {
        if (!storeUnavailable) {
            store.ignore(source.name(), at, number);
        }
    }

    /** Wakes events; nothing is spooled for that, since they are looked up sooner or later. */
    @Override
    public void wake(Source source, List<EventKey> keys) {
        if (!storeUnavailable) {
            try {
                store.wake(keys);
                return;
            } catch (StoreException e) {
                switchToSpool(e);
            }
        }
        if (source.redelivers()) {
            throw unavailable();
        }
    }

    private static StoreException unavailable() {
        return new StoreException(
                Reason.UNAVAILABLE, "The store does not answer, and this source delivers again");
    }

    /** Moves events to the store if it answers; call it at the start and every now and then. */
    public void drain() {
        try {
            if (storeUnavailable) {
                storeProbe.run();
                storeUnavailable = false;
                LOG.info("The store answers again; events in the spool go to it now");
            }
            spoolDrainer.run();
        } catch (StoreUnavailableException e) {
            switchToSpool(e);
        } catch (RuntimeException e) {
            repeatedMessageLog.count(
                    Level.ERROR,
                    "Could not move events from the spool to the store; Quill " + "tries again",
                    String.valueOf(e.getMessage()));
        }
    }

    /** Returns whether everything in the file has been moved to the store. */
    public boolean isEmpty() {
        return spoolDrainer.isDrained();
    }

    /** Returns why neither the store nor the file takes anything at the moment. */
    public Optional<StoreException> obstacle() {
        return storeUnavailable ? file.writeFailure() : Optional.empty();
    }

    private void switchToSpool(RuntimeException e) {
        if (!storeUnavailable) {
            storeUnavailable = true;
            LOG.error(
                    "The store does not answer; deliveries that come only once are "
                            + "kept in the spool: {}",
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
