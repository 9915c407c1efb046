package io.quill.events.webhook;

import io.quill.events.EventKey;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.Holding;
import io.quill.events.ledger.Ledger;
import io.quill.events.source.Source;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where the arrivals of a delivery are made durable, all together. */
public interface Hold {
    /**
     * A source that redelivers may be put off with a {@link
     * io.quill.platform.store.StoreException}; for one that does not, that is the loss of the
     * delivery.
     */
    List<Holding> hold(Source source, List<Arrival> arrivals);

    /** The same, without a wait; what goes on from there may not wait for anything either. */
    default CompletableFuture<List<Holding>> submit(Source source, List<Arrival> arrivals) {
        return CompletableFuture.supplyAsync(
                () -> hold(source, arrivals), Thread::startVirtualThread);
    }

    /** Events of a delivery that are of no interest, to be counted. */
    void ignore(Source source, Instant at, int number);

    /** Events that may be resolved now. */
    void wake(Source source, List<EventKey> keys);

    /** In a ledger, for all sources alike. */
    static Hold in(Ledger ledger) {
        return new InLedger(ledger);
    }
}
