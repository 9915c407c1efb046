package io.quill.events.trace;

import io.quill.events.EventKey;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.push.PushRound;
import io.quill.events.sink.PushResult;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Traces the batches of a pusher. It remembers in memory, so a dead pusher's batch is traced
 * without its deliveries.
 */
public final class BatchTracer implements Consumer<PushRound> {
    private final EventTracer eventTracer;
    private final InstantSource clock;
    private final Map<EventKey, LedgerEntry> candidates = new HashMap<>();
    private Instant begun = Instant.EPOCH;

    public BatchTracer(EventTracer eventTracer, InstantSource clock) {
        this.eventTracer = eventTracer;
        this.clock = clock;
    }

    @Override
    public synchronized void accept(PushRound pushRound) {
        switch (pushRound) {
            case PushRound.Candidates now -> remember(now.entries());
            case PushRound.Answered answered when answered.result() instanceof PushResult.Taken ->
                    report(answered.number(), answered.keys());
            case PushRound.Answered _, PushRound.Bound _, PushRound.Idle _ -> {}
        }
    }

    private void remember(List<LedgerEntry> entries) {
        candidates.clear();
        entries.forEach(ledgerEntry -> candidates.put(ledgerEntry.key(), ledgerEntry));
        begun = clock.instant();
    }

    private void report(long batch, List<EventKey> keys) {
        Map<String, Instant> deliveries = new LinkedHashMap<>();
        for (EventKey key : keys) {
            Optional.ofNullable(candidates.get(key))
                    .ifPresent(it -> deliveries.putIfAbsent(it.envelope(), it.seenAt()));
        }
        eventTracer.taken(batch, keys.size(), deliveries, begun);
        candidates.clear();
    }
}
