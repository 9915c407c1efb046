package io.quill.push;

import static io.quill.ledger.Events.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.dimension.roster.Admission;
import io.quill.ledger.Events;
import io.quill.ledger.Lease;
import io.quill.ledger.Ledger;
import io.quill.store.GuardLost;
import io.quill.store.SettableClock;
import io.quill.store.memory.MemoryStore;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Two pushers at one store whose wall clocks are an hour apart and are set now and then, while the
 * time that passes is the same for both. Where the one that sends is killed, the other sends within
 * ten seconds; and once the other has sent, the first sends nothing under its old lease.
 */
class ClocksApartPropertyTest {
    private static final Duration MEMORY = Duration.ofDays(14);
    private static final Duration TERM = Duration.ofSeconds(6);
    private static final Duration BEAT = Duration.ofMillis(250);
    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final int BEATS_A_LOOK = 8;

    enum Deed {
        GO_ON,
        KILL_THE_SENDER,
        PAUSE_THE_SENDER,
        SET_A_CLOCK_BACK,
        SET_A_CLOCK_FORWARD
    }

    record Move(Deed deed, int pusher, int number) {}

    @Provide
    Arbitrary<List<Move>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Deed.values()),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(1, 60))
                .as(Move::new)
                .list()
                .ofMinSize(3)
                .ofMaxSize(20);
    }

    @Property(tries = 60)
    void followsTheOneWhoseClockIsAhead(@ForAll("histories") List<Move> history) {
        new World(Duration.ofHours(1)).play(history);
    }

    @Property(tries = 60)
    void followsTheOneWhoseClockIsBehind(@ForAll("histories") List<Move> history) {
        new World(Duration.ofHours(-1)).play(history);
    }

    private static final class World {
        private final SettableClock steady = new SettableClock(Events.NINE);
        private final SettableClock[] walls;
        private final MemoryStore store = new MemoryStore(steady);
        private final Ledger ledger = new Ledger(store, steady, MEMORY);
        private final FakeSink sink = new FakeSink();
        private final Pusher[] pushers = new Pusher[2];
        private final boolean[] away = new boolean[2];
        private long events;
        private long beats;
        private int sender;
        private long sentUnder;

        World(Duration apart) {
            walls =
                    new SettableClock[] {
                        new SettableClock(Events.NINE), new SettableClock(Events.NINE.plus(apart))
                    };
            start(0);
            start(1);
        }

        private void start(int pusher) {
            away[pusher] = false;
            pushers[pusher] =
                    new Pusher(
                            store,
                            ledger,
                            new Lease(store, walls[pusher], steady, "pusher", TERM),
                            new Pusher.Neighbours(
                                    sink,
                                    _ -> Admission.ADMITTED,
                                    new NoDimensions(),
                                    _ -> ZoneOffset.UTC),
                            InDoubt.RESEND,
                            MEMORY,
                            walls[pusher],
                            steady);
        }

        void play(List<Move> history) {
            goOn(20);
            kill();
            history.forEach(this::perform);
            kill();
            assertThat(sink.rows).doesNotHaveDuplicates();
        }

        private void perform(Move move) {
            switch (move.deed()) {
                case GO_ON -> goOn(move.number());
                case KILL_THE_SENDER -> kill();
                case PAUSE_THE_SENDER -> pause(move.number());
                case SET_A_CLOCK_BACK -> set(move, -1);
                case SET_A_CLOCK_FORWARD -> set(move, 1);
            }
        }

        /** By half a minute or by an hour. */
        private void set(Move move, int way) {
            int seconds = move.number() % 2 == 0 ? 30 : 3_600;
            walls[move.pusher()].advance(Duration.ofSeconds((long) way * seconds));
            goOn(move.number() % 5);
        }

        /** It leaves its lease and whatever it had begun. */
        private void kill() {
            int killed = sender;
            away[killed] = true;
            Instant from = steady.instant();
            while (sender == killed) {
                goOn(1);
                assertThat(Duration.between(from, steady.instant()))
                        .as("until the other one sends")
                        .isLessThanOrEqualTo(PROMISED);
            }
            start(killed);
        }

        /** It goes on with a round, before it looks at its lease again. */
        private void pause(int beatsAway) {
            int paused = sender;
            away[paused] = true;
            goOn(beatsAway);
            away[paused] = false;
            round(paused);
        }

        private void goOn(int count) {
            for (int i = 0; i < count; i++) {
                ledger.hold(List.of(Events.arrival(call(++events))));
                for (int pusher = 0; pusher < 2; pusher++) {
                    if (!away[pusher]) {
                        beat(pusher);
                    }
                }
                beats++;
                pass(BEAT);
            }
        }

        private void beat(int pusher) {
            if ((beats + 3L * pusher) % BEATS_A_LOOK == 0) {
                pushers[pusher].keepLease();
            }
            round(pusher);
        }

        private void round(int pusher) {
            Pusher now = pushers[pusher];
            if (!now.mayGoOn()) {
                return;
            }
            long number = now.lease().orElseThrow().number();
            int before = sink.posts;
            try {
                Round round = now.ensureDimensions(now.gate(now.begin()));
                now.settle(now.post(now.throttle(now.aggregate(round))));
            } catch (GuardLost _) {
                now.forget();
            }
            if (sink.posts > before) {
                assertThat(number).as("lease of who sends").isGreaterThanOrEqualTo(sentUnder);
                sentUnder = number;
                sender = pusher;
            }
        }

        private void pass(Duration time) {
            steady.advance(time);
            walls[0].advance(time);
            walls[1].advance(time);
        }
    }
}
