package io.quill.events.ledger;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;

import java.time.Instant;

/** Events to hold in tests. */
public final class EventFixtures {
    public static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private EventFixtures() {}

    public static FactEvent call(long id) {
        return call(id, "4711");
    }

    public static FactEvent call(long id, String agent) {
        return new FactEvent(
                EventKey.of("ALOWARE", Long.toString(id)),
                Metric.CALLS,
                agent,
                NINE,
                Direction.OUTBOUND,
                "completed",
                63,
                70,
                "8465",
                "");
    }

    public static Arrival arrival(FactEvent event) {
        return new Arrival.Countable(event, event.hasAgent() ? "" : "agent", "env-1", NINE);
    }

    public static Arrival arrival(long id) {
        return arrival(call(id));
    }

    public static Arrival unreadable(String id, byte[] raw) {
        return new Arrival.Unreadable(
                EventKey.of("ALOWARE", "raw", id), "no JSON", raw, "env-1", NINE);
    }
}
