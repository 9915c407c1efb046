package io.quill.events.webhook;

import io.quill.events.EventKey;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.HoldResult;
import io.quill.events.ledger.Ledger;
import io.quill.events.source.Source;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Holds arrivals in the ledger. */
record LedgerArrivalStore(Ledger ledger) implements ArrivalStore {
    @Override
    public List<HoldResult> hold(Source source, List<Arrival> arrivals) {
        return ledger.hold(arrivals);
    }

    @Override
    public CompletableFuture<List<HoldResult>> submit(Source source, List<Arrival> arrivals) {
        return ledger.submit(arrivals);
    }

    @Override
    public void ignore(Source source, Instant at, int number) {
        ledger.ignore(source.name(), at, number);
    }

    @Override
    public void wake(Source source, List<EventKey> keys) {
        ledger.wake(keys);
    }
}
