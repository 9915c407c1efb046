package io.quill.events.push;

import static io.quill.events.ledger.EventFixtures.call;

import io.quill.events.EventKey;
import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.EventFixtures;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/** A pusher over a store in memory, whose time is moved by hand. */
final class PusherFixture {
    private static final Duration MEMORY = Duration.ofDays(14);

    final SettableClock clock = new SettableClock(EventFixtures.NINE);
    final MemoryStore store = new MemoryStore(clock);
    final Ledger ledger = new Ledger(store, clock, MEMORY);
    final ScriptedSink sink = new ScriptedSink();
    final Map<String, Admission> roster = new HashMap<>();
    final Pusher pusher;
    boolean anotherComesFirst;

    PusherFixture(DoubtPolicy doubtPolicy) {
        pusher =
                new Pusher(
                        store,
                        ledger,
                        new Lease(store, clock, "pusher", Duration.ofSeconds(6)),
                        new Pusher.Neighbours(
                                sink,
                                agent -> roster.getOrDefault(agent, Admission.ADMITTED),
                                new NoPrerequisites(),
                                _ -> ZoneOffset.UTC,
                                () -> anotherComesFirst),
                        doubtPolicy,
                        MEMORY,
                        clock);
    }

    static EventKey key(long id) {
        return call(id).key();
    }

    void hold(long... ids) {
        ledger.hold(LongStream.of(ids).mapToObj(EventFixtures::arrival).toList());
    }

    LedgerEntry entry(long id) {
        return ledger.find(key(id)).orElseThrow();
    }

    EntryState state(long id) {
        return entry(id).state();
    }

    /** A minute of rounds, half a second apart. */
    void run() {
        for (int i = 0; i < 120; i++) {
            pusher.keepLease();
            if (pusher.mayGoOn()) {
                PushRound pushRound = pusher.ensureDimensions(pusher.gate(pusher.begin()));
                pusher.settle(pusher.post(pusher.throttle(pusher.aggregate(pushRound))));
            }
            clock.advance(Duration.ofMillis(500));
        }
    }
}
