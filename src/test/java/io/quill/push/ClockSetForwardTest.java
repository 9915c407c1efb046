package io.quill.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.dimension.roster.Admission;
import io.quill.ledger.Events;
import io.quill.ledger.Lease;
import io.quill.ledger.Ledger;
import io.quill.push.FakeSink.Mood;
import io.quill.store.SettableClock;
import io.quill.store.memory.MemoryStore;

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

    private final SettableClock wall = new SettableClock(Events.NINE);
    private final SettableClock elapsed = new SettableClock(Events.NINE);
    private final MemoryStore store = new MemoryStore(wall);
    private final Ledger ledger = new Ledger(store, wall, MEMORY);
    private final FakeSink sink = new FakeSink();
    private final Pusher pusher =
            new Pusher(
                    store,
                    ledger,
                    new Lease(store, wall, "pusher", Duration.ofSeconds(6)),
                    new Pusher.Neighbours(
                            sink, _ -> Admission.ADMITTED, new NoDimensions(), _ -> ZoneOffset.UTC),
                    InDoubt.RESEND,
                    MEMORY,
                    new Pusher.Clocks(wall, wall, elapsed));

    /** Nobody can say what became of the first post, and the second is refused for its size. */
    @Test
    void aRefusedBatchIsNotHalvedWhileAPostOfItMayCome() {
        sink.numbered = false;
        sink.queried = false;
        sink.revocable = false;
        sink.moods.addAll(List.of(Mood.TAKES_LATE, Mood.FINDS_IT_TOO_LARGE));
        ledger.hold(List.of(Events.arrival(1), Events.arrival(2)));

        pass(Duration.ofSeconds(55));
        assertThat(sink.posts).isEqualTo(2);

        pass(Duration.ofSeconds(30));
        assertThat(sink.posts).isGreaterThan(2);
        assertThat(sink.rows).containsExactlyInAnyOrder("ALOWARE:1", "ALOWARE:2");
    }

    private void pass(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minus(BEAT)) {
            pusher.keepLease();
            if (pusher.mayGoOn()) {
                Round round = pusher.ensureDimensions(pusher.gate(pusher.begin()));
                pusher.settle(pusher.post(pusher.throttle(pusher.aggregate(round))));
            }
            wall.advance(BEAT.multipliedBy(4));
            elapsed.advance(BEAT);
        }
    }
}
