package io.quill.events.push;

import static io.quill.events.ledger.EventFixtures.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.EventFixtures;
import io.quill.events.ledger.Ledger;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.CrashingStore;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
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

    /** Which a round makes, the look at the lease right before the request included. */
    private static final int MOST_ACCESSES = 20;

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

    /** Who is in a round, and under which lease it began. */
    private record Acting(int pusher, long number) {}

    private static final class World {
        private final SettableClock steady = new SettableClock(EventFixtures.NINE);
        private final SettableClock[] walls;
        private final MemoryStore memory = new MemoryStore(steady);
        private final Ledger ledger = new Ledger(memory, steady, MEMORY);
        private final ScriptedSink sink = new ScriptedSink();
        private final Pusher[] pushers = new Pusher[2];
        private final CrashingStore[] stores = new CrashingStore[2];
        private final Deque<Acting> acting = new ArrayDeque<>();
        private final boolean[] away = new boolean[2];
        private long events;
        private long beats;
        private int sender;
        private long sentUnder;

        World(Duration apart) {
            walls =
                    new SettableClock[] {
                        new SettableClock(EventFixtures.NINE),
                        new SettableClock(EventFixtures.NINE.plus(apart))
                    };
            sink.beforeAnswer = this::sent;
            start(0);
            start(1);
        }

        private void start(int pusher) {
            away[pusher] = false;
            CrashingStore store = new CrashingStore(memory);
            stores[pusher] = store;
            pushers[pusher] =
                    new Pusher(
                            store,
                            new Ledger(store, steady, MEMORY),
                            new Lease(store, walls[pusher], steady, "pusher", TERM),
                            new Pusher.Neighbours(
                                    sink,
                                    _ -> Admission.ADMITTED,
                                    new NoPrerequisites(),
                                    _ -> ZoneOffset.UTC),
                            DoubtPolicy.RESEND,
                            MEMORY,
                            new Pusher.Clocks(walls[pusher], steady, steady));
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
            stores[0].liveOn();
            stores[1].liveOn();
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

        /** At any read or write, as a machine that is moved does. */
        private void pause(int number) {
            int paused = sender;
            stores[paused].pauseAt(
                    number % MOST_ACCESSES,
                    () -> {
                        away[paused] = true;
                        goOn(number);
                        away[paused] = false;
                    });
            goOn(MOST_ACCESSES);
        }

        private void goOn(int count) {
            for (int i = 0; i < count; i++) {
                ledger.hold(List.of(EventFixtures.arrival(call(++events))));
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
            acting.push(new Acting(pusher, now.lease().orElseThrow().number()));
            try {
                PushRound pushRound = now.ensureDimensions(now.gate(now.begin()));
                now.settle(now.post(now.throttle(now.aggregate(pushRound))));
            } catch (GuardLostException _) {
                now.reset();
            } finally {
                acting.pop();
            }
        }

        private void sent() {
            Acting now = acting.element();
            assertThat(now.number()).as("lease of who sends").isGreaterThanOrEqualTo(sentUnder);
            sentUnder = now.number();
            sender = now.pusher();
        }

        private void pass(Duration time) {
            steady.advance(time);
            walls[0].advance(time);
            walls[1].advance(time);
        }
    }
}
