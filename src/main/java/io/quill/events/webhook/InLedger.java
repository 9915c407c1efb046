package io.quill.events.webhook;

import io.quill.events.EventKey;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.Holding;
import io.quill.events.ledger.Ledger;
import io.quill.events.source.Source;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

record InLedger(Ledger ledger) implements Hold {
    @Override
    public List<Holding> hold(Source source, List<Arrival> arrivals) {
        return ledger.hold(arrivals);
    }

    @Override
    public CompletableFuture<List<Holding>> submit(Source source, List<Arrival> arrivals) {
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
