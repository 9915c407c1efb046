package io.quill.events.webhook;

import io.quill.events.EventKey;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.HoldResult;
import io.quill.events.ledger.Ledger;
import io.quill.events.source.Source;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Holds the arrivals of a delivery durably, all or none. */
public interface ArrivalStore {
    /**
     * Holds arrivals. A StoreException lets a source that redelivers try again; for any other the
     * delivery is lost.
     */
    List<HoldResult> hold(Source source, List<Arrival> arrivals);

    /** Holds arrivals without blocking; what follows on the future must not block either. */
    default CompletableFuture<List<HoldResult>> submit(Source source, List<Arrival> arrivals) {
        return CompletableFuture.supplyAsync(
                () -> hold(source, arrivals), Thread::startVirtualThread);
    }

    /** Counts events of a delivery that are of no interest. */
    void ignore(Source source, Instant at, int number);

    /** Makes events due for another look-up, since they may be resolved now. */
    void wake(Source source, List<EventKey> keys);

    /** Returns a store of arrivals in a ledger, for all sources alike. */
    static ArrivalStore inLedger(Ledger ledger) {
        return new LedgerArrivalStore(ledger);
    }
}
