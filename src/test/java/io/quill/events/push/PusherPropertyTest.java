package io.quill.events.push;

import static io.quill.events.ledger.EventFixtures.arrival;
import static io.quill.events.ledger.EventFixtures.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.EventKey;
import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.EventFixtures;
import io.quill.events.ledger.LaggingStore;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.push.ScriptedSink.Mood;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.CrashingStore;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.ProcessKilledException;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Two pushers at one store: whatever the sink answers or fails to, wherever one of them dies and
 * whenever the other takes over, nothing is lost, nothing is settled that was not taken, and what
 * is there twice is named in the story of a batch.
 */
class PusherPropertyTest {
    private static final int EVENTS = 24;

    enum Deed {
        HOLD,
        ROUND,
        ROUNDS,
        UPSET_THE_SINK,
        DIE_AT_A_WRITE,
        LET_TIME_PASS,
        LET_LEASE_PASS,
        FREEZE_INDEX,
        THAW_INDEX,
        INTRUDE,
        PAUSE,
        FALL_SILENT,
        POISON,
        POISON_ANSWERS_500,
        WRITE_AS_A_STRANGER
    }

    record Move(Deed deed, int pusher, int number, Mood mood) {}

    @Provide
    Arbitrary<List<Move>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Deed.values()),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.of(Mood.values()))
                .as(Move::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(80);
    }

    @Property(tries = 300)
    void bringsEachEventOnceWhereNumbersAreKept(@ForAll("histories") List<Move> history) {
        World world = new World(true, true, DoubtPolicy.RESEND);
        world.play(history.stream().filter(PusherPropertyTest::isNoStranger).toList());
        assertThat(world.doubled()).isEmpty();
    }

    private static boolean isNoStranger(Move move) {
        return move.deed() != Deed.WRITE_AS_A_STRANGER;
    }

    @Property(tries = 300)
    void namesWhatIsDoubledWhereAStrangerWritesToo(@ForAll("histories") List<Move> history) {
        new World(true, false, DoubtPolicy.RESEND).play(history);
    }

    @Property(tries = 300)
    void namesWhatIsDoubledWhereRowsCanOnlyBeLookedFor(@ForAll("histories") List<Move> history) {
        new World(false, true, DoubtPolicy.RESEND).play(history);
    }

    @Property(tries = 300)
    void namesWhatIsDoubledWhereNobodyCanTell(@ForAll("histories") List<Move> history) {
        new World(false, false, DoubtPolicy.RESEND).play(history);
    }

    @Property(tries = 300)
    void doublesNothingWhereAnOperatorDecides(@ForAll("histories") List<Move> history) {
        World world = new World(false, false, DoubtPolicy.HOLD);
        world.play(history);
        assertThat(world.doubled()).isEmpty();
    }

    @Property(tries = 300)
    void namesWhatIsDoubledWhereAnOperatorHasAllSentAgain(@ForAll("histories") List<Move> history) {
        World world = new World(false, false, DoubtPolicy.HOLD);
        world.operatorResends = true;
        world.play(history);
    }

    private static final class World {
        private final SettableClock clock = new SettableClock(EventFixtures.NINE);
        private final LaggingStore lagging = new LaggingStore(new MemoryStore(clock));
        private final CrashingStore store = new CrashingStore(lagging);
        private final Ledger ledger = new Ledger(lagging, clock, Duration.ofDays(14));
        private final ScriptedSink sink = new ScriptedSink();
        private final Pusher[] pushers = new Pusher[2];
        private final Set<EventKey> held = new HashSet<>();
        private final DoubtPolicy doubtPolicy;
        private int posting;
        private boolean onePauses;
        private boolean operatorResends;

        World(boolean numbered, boolean queried, DoubtPolicy doubtPolicy) {
            this.doubtPolicy = doubtPolicy;
            sink.numbered = numbered;
            sink.queried = queried;
            revive(0);
            revive(1);
        }

        private void revive(int pusher) {
            pushers[pusher] =
                    new Pusher(
                            store,
                            new Ledger(store, clock, Duration.ofDays(14)),
                            new Lease(store, clock, "pusher", Duration.ofSeconds(10)),
                            new Pusher.Neighbours(
                                    sink,
                                    _ -> Admission.ADMITTED,
                                    new NoPrerequisites(),
                                    _ -> ZoneOffset.UTC),
                            doubtPolicy,
                            Duration.ofDays(14),
                            clock);
        }

        void play(List<Move> history) {
            for (Move move : history) {
                perform(move);
                orderAllAgain();
                check();
            }
            finish();
            check();
            checkArchive();
        }

        private void perform(Move move) {
            switch (move.deed()) {
                case HOLD -> hold(move.number());
                case ROUND -> round(move.pusher(), true);
                case ROUNDS -> rounds(move.pusher(), move.number() % 20);
                case UPSET_THE_SINK -> sink.moods.add(move.mood());
                case DIE_AT_A_WRITE -> store.dieAfter(move.number() % 40);
                case LET_TIME_PASS -> clock.advance(Duration.ofMillis(700));
                case LET_LEASE_PASS -> {
                    sink.arrive();
                    clock.advance(Duration.ofSeconds(11));
                }
                case FREEZE_INDEX -> lagging.freeze();
                case THAW_INDEX -> lagging.thaw();
                case INTRUDE -> intrude(move.number() % 8);
                case PAUSE -> store.pauseAt(move.number() % 40, () -> takeOver(20));
                case FALL_SILENT -> sink.silent = move.number() % 8;
                case POISON_ANSWERS_500 -> sink.poisonDoubts = move.number() % 4 != 0;
                case POISON -> sink.poison.add(key(move.number()).value());
                case WRITE_AS_A_STRANGER -> sink.number += 1_000L * move.number();
            }
        }

        private static EventKey key(int number) {
            return call(number % EVENTS).key();
        }

        private void hold(int number) {
            for (int i = 0; i <= number % 5; i++) {
                int event = (number + i) % EVENTS;
                ledger.hold(List.of(arrival(event)));
                held.add(key(event));
            }
        }

        /** The other pusher takes over while a post of this one is on its way. */
        private void intrude(int rounds) {
            sink.meanwhile = () -> takeOver(rounds);
        }

        /** Of two that are paused nobody takes over. */
        private void takeOver(int rounds) {
            clock.advance(Duration.ofSeconds(11));
            if (!onePauses) {
                onePauses = true;
                int paused = posting;
                rounds(1 - paused, rounds);
                posting = paused;
                onePauses = false;
            }
        }

        /** Goes on without renewing the lease, as one that was paused would. */
        private void rounds(int pusher, int count) {
            for (int i = 0; i < count; i++) {
                round(pusher, i == 0);
                clock.advance(Duration.ofMillis(600));
            }
        }

        private void round(int pusher, boolean keepLease) {
            Pusher now = pushers[pusher];
            posting = pusher;
            try {
                if (keepLease) {
                    now.keepLease();
                }
                if (now.mayGoOn()) {
                    PushRound pushRound = now.ensureDimensions(now.gate(now.begin()));
                    now.settle(now.post(now.throttle(now.aggregate(pushRound))));
                }
            } catch (GuardLostException _) {
                now.reset();
            } catch (ProcessKilledException _) {
                revive(pusher);
            }
        }

        private void check() {
            Set<String> taken = Set.copyOf(sink.rows);
            for (EventKey key : held) {
                if (state(key) == EntryState.SETTLED) {
                    assertThat(taken).as("settled, so taken").contains(key.value());
                }
            }
            Set<String> named = named();
            assertThat(doubled()).as("doubled, so named").allMatch(named::contains);
        }

        private EntryState state(EventKey key) {
            return ledger.find(key).map(LedgerEntry::state).orElseThrow();
        }

        Set<String> doubled() {
            return sink.rows.stream()
                    .filter(id -> Collections.frequency(sink.rows, id) > 1)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private Set<String> named() {
            BatchReader batchReader = new BatchReader(lagging);
            return sink.batches.keySet().stream()
                    .flatMap(number -> batchReader.mayBeDoubled(number).stream())
                    .map(EventKey::value)
                    .collect(Collectors.toSet());
        }

        /** Whatever happened, a pusher that lives on brings everything home. */
        private void finish() {
            sink.moods.clear();
            sink.silent = 0;
            sink.meanwhile = () -> {};
            sink.arrive();
            store.liveOn();
            lagging.thaw();
            clock.advance(Duration.ofMinutes(11));
            // what is held for an operator is never done
            int most = holdsForEver() ? 300 : 3_000;
            for (int i = 0; i < most && !isDone(); i++) {
                orderAllAgain();
                round(0, true);
                clock.advance(Duration.ofMillis(700));
            }
            for (EventKey key : held) {
                boolean poison = sink.poison.contains(key.value());
                assertThat(state(key)).as("%s, poison: %s", key, poison).isIn(ends(poison));
            }
            assertThat(counted()).as("counted once settled or on its way").isEqualTo(gone());
        }

        private boolean holdsForEver() {
            return doubtPolicy == DoubtPolicy.HOLD && !operatorResends;
        }

        private void orderAllAgain() {
            if (operatorResends) {
                HeldBatches batches = new HeldBatches(lagging, clock);
                batches.list().stream()
                        .filter(batch -> batch.order().isEmpty())
                        .forEach(
                                batch ->
                                        batches.decide(
                                                batch.number(), HeldBatchDecision.RESEND, "ada"));
            }
        }

        private long counted() {
            return new FactCounts(lagging, clock)
                            .countsOn(LocalDate.ofInstant(EventFixtures.NINE, ZoneOffset.UTC))
                            .values()
                            .stream()
                            .mapToLong(Long::longValue)
                            .sum();
        }

        private long gone() {
            Set<EntryState> gone = EnumSet.of(EntryState.SETTLED, EntryState.BATCHED);
            return held.stream().map(this::state).filter(gone::contains).count();
        }

        private Set<EntryState> ends(boolean poison) {
            Set<EntryState> ends = EnumSet.of(EntryState.SETTLED);
            if (poison) {
                ends.addAll(List.of(EntryState.DEAD, EntryState.READY));
            }
            if (holdsForEver() || (poison && sink.poisonDoubts)) {
                ends.add(EntryState.BATCHED);
            }
            return ends;
        }

        /**
         * Wherever somebody died, each settled fact lies in the archive, or is still to go there.
         */
        private void checkArchive() {
            clock.advance(Duration.ofMinutes(1));
            rounds(0, 5);
            Set<String> archived = new HashSet<>();
            Archive archive =
                    batches ->
                            batches.forEach(
                                    batch ->
                                            batch.rows().stream()
                                                    .map(ScriptedSink::eventId)
                                                    .forEach(archived::add));
            new BatchArchiver(lagging, archive, clock, Duration.ofDays(14))
                    .run(pushers[0].lease().orElseThrow());
            assertThat(archived)
                    .containsExactlyInAnyOrderElementsOf(
                            held.stream()
                                    .filter(key -> state(key) == EntryState.SETTLED)
                                    .map(EventKey::value)
                                    .toList());
        }

        private boolean isDone() {
            return held.stream()
                    .map(this::state)
                    .allMatch(
                            entryState ->
                                    entryState == EntryState.SETTLED
                                            || entryState == EntryState.DEAD);
        }
    }
}
