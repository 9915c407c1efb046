package io.quill.events.trace;

import io.quill.events.EventKey;
import io.quill.events.ledger.Entry;
import io.quill.events.push.Round;
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
 * Follows the rounds of one pusher. What it remembers of a batch is in memory: a batch that a dead
 * pusher left is told without its deliveries.
 */
public final class BatchTraces implements Consumer<Round> {
    private final Traces traces;
    private final InstantSource clock;
    private final Map<EventKey, Entry> candidates = new HashMap<>();
    private Instant begun = Instant.EPOCH;

    public BatchTraces(Traces traces, InstantSource clock) {
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public synchronized void accept(Round round) {
        switch (round) {
            case Round.Candidates now -> remember(now.entries());
            case Round.Answered answered when answered.result() instanceof PushResult.Taken ->
                    tell(answered.number(), answered.keys());
            case Round.Answered _, Round.Bound _, Round.Idle _ -> {}
        }
    }

    private void remember(List<Entry> entries) {
        candidates.clear();
        entries.forEach(entry -> candidates.put(entry.key(), entry));
        begun = clock.instant();
    }

    private void tell(long batch, List<EventKey> keys) {
        Map<String, Instant> deliveries = new LinkedHashMap<>();
        for (EventKey key : keys) {
            Optional.ofNullable(candidates.get(key))
                    .ifPresent(it -> deliveries.putIfAbsent(it.envelope(), it.seenAt()));
        }
        traces.taken(batch, keys.size(), deliveries, begun);
        candidates.clear();
    }
}
