package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.EventFixtures;
import io.quill.events.ledger.Ledger;
import io.quill.events.push.ScriptedSink.Mood;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Time that has not passed does not end the time in which a post may still be carried out. The wall
 * clock is set forward again and again, each time by less than a lease lasts.
 */
class ClockSetForwardTest {
    private static final Duration MEMORY = Duration.ofDays(14);
    private static final Duration BEAT = Duration.ofMillis(500);

    private final SettableClock wall = new SettableClock(EventFixtures.NINE);
    private final SettableClock elapsed = new SettableClock(EventFixtures.NINE);
    private final MemoryStore store = new MemoryStore(wall);
    private final Ledger ledger = new Ledger(store, wall, MEMORY);
    private final ScriptedSink sink = new ScriptedSink();
    private final Pusher pusher =
            new Pusher(
                    store,
                    ledger,
                    new Lease(store, wall, "pusher", Duration.ofSeconds(6)),
                    new Pusher.Neighbours(
                            sink,
                            _ -> Admission.ADMITTED,
                            new NoPrerequisites(),
                            _ -> ZoneOffset.UTC),
                    DoubtPolicy.RESEND,
                    MEMORY,
                    new Pusher.Clocks(wall, wall, elapsed));

    /** Nobody can say what became of the first post, and the second is refused for its size. */
    @Test
    void aRefusedBatchIsNotHalvedWhileAPostOfItMayCome() {
        sink.numbered = false;
        sink.queried = false;
        sink.revocable = false;
        sink.moods.addAll(List.of(Mood.TAKES_LATE, Mood.FINDS_IT_TOO_LARGE));
        ledger.hold(List.of(EventFixtures.arrival(1), EventFixtures.arrival(2)));

        pass(Duration.ofSeconds(55));
        assertThat(sink.batches).containsOnlyKeys(1L);
        assertThat(sink.moods).isEmpty();
        assertThat(pusher.status()).contains("an earlier post of batch 1 may be under way");

        pass(Duration.ofSeconds(30));
        assertThat(sink.batches.values()).contains(List.of("ALOWARE:1"), List.of("ALOWARE:2"));
        assertThat(sink.rows).containsExactlyInAnyOrder("ALOWARE:1", "ALOWARE:2");
    }

    private void pass(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minus(BEAT)) {
            pusher.keepLease();
            if (pusher.mayGoOn()) {
                PushRound round = pusher.ensureDimensions(pusher.gate(pusher.begin()));
                pusher.settle(pusher.post(pusher.throttle(pusher.aggregate(round))));
            }
            wall.advance(BEAT.multipliedBy(4));
            elapsed.advance(BEAT);
        }
    }
}
