package io.quill.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLost;
import io.quill.platform.store.Item;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.Write;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class RunsTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final Job ROSTER = new Job("sync", "DimAgent", "timer");
    private static final Job GOALS = new Job("sync", "DimGoal", "ana");
    private static final Job REBUILD = new Job("rebuild", "dataset", "ana");

    private final SettableClock clock = new SettableClock(NINE);
    private final DataStore store = new MemoryStore(clock);
    private final AtomicInteger marks = new AtomicInteger();
    private final Runs runs = in("here");

    private Runs in(String process) {
        return new Runs(store, clock, () -> "%08x".formatted(marks.incrementAndGet()), process);
    }

    private Running begin(Job job) {
        return switch (runs.begin(job)) {
            case Start.Begun(Running running) -> running;
            case Start.Busy busy -> throw new AssertionError("It is being done: " + busy);
        };
    }

    private Run found(Running running) {
        return runs.find(running.id()).orElseThrow();
    }

    private Run finished(Job job) {
        return begin(job).does(_ -> new Ending.Finished("done"));
    }

    @Nested
    class ARun {
        @Test
        void isKnownFromItsBeginning() {
            Run run = found(begin(ROSTER));

            assertThat(run.job()).isEqualTo(ROSTER);
            assertThat(run.state()).isEqualTo(State.RUNNING);
            assertThat(run.startedAt()).isEqualTo(NINE);
            assertThat(run.endedAt()).isEmpty();
        }

        @Test
        void tellsHowItEnded() {
            Run told =
                    begin(ROSTER)
                            .does(
                                    running -> {
                                        running.count("added", 3);
                                        clock.advance(Duration.ofSeconds(2));
                                        return new Ending.Finished("3 joined", "{\"added\":3}");
                                    });

            Run run = runs.find(told.id()).orElseThrow();
            assertThat(run.state()).isEqualTo(State.FINISHED);
            assertThat(run.counts()).containsEntry("added", 3L);
            assertThat(run.words()).isEqualTo("3 joined");
            assertThat(run.result()).isEqualTo("{\"added\":3}");
            assertThat(run.endedAt()).contains(NINE.plusSeconds(2));
            assertThat(run).isEqualTo(told);
        }

        @Test
        void tellsWhyItFailed() {
            Run run = begin(ROSTER).does(_ -> new Ending.Failed("Aloware is away"));

            assertThat(runs.find(run.id()).orElseThrow().state()).isEqualTo(State.FAILED);
            assertThat(run.words()).isEqualTo("Aloware is away");
        }

        @Test
        void recordsAFaultAndThrowsItOn() {
            Running running = begin(ROSTER);

            assertThatThrownBy(
                            () ->
                                    running.does(
                                            _ -> {
                                                throw new IllegalStateException("odd");
                                            }))
                    .hasMessage("odd");
            assertThat(found(running).state()).isEqualTo(State.FAILED);
            assertThat(found(running).words()).isEqualTo("odd");
        }

        @Test
        void showsItsCountsWhileItRuns() {
            Running running = begin(REBUILD);
            running.count("rows", 100);
            assertThat(found(running).counts()).isEmpty();

            clock.advance(Duration.ofSeconds(6));
            running.count("rows", 20);

            assertThat(found(running).counts()).containsEntry("rows", 120L);
            assertThat(found(running).beatAt()).isEqualTo(NINE.plusSeconds(6));
        }

        @Test
        void isForgottenAfterMoreThanAYear() {
            Run run = finished(ROSTER);

            clock.advance(Duration.ofDays(399));
            assertThat(runs.find(run.id())).isPresent();
            clock.advance(Duration.ofDays(2));
            assertThat(runs.find(run.id())).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "sync",
                    "sync-20260302T090000000Z-xyz",
                    "sync-20269902T090000000Z-00000001",
                    "SYNC-20260302T090000000Z-00000001",
                    "../sync-20260302T090000000Z-00000001"
                })
        void isNotFoundUnderWhatIsNoId(String id) {
            assertThat(runs.find(id)).isEmpty();
        }
    }

    @Nested
    class OfOneJob {
        @Test
        void onlyOneIsDoneAtATime() {
            Running first = begin(ROSTER);

            assertThat(runs.begin(ROSTER))
                    .isInstanceOfSatisfying(
                            Start.Busy.class, busy -> assertThat(busy.by()).contains(found(first)));
            assertThat(in("here").begin(ROSTER)).isInstanceOf(Start.Busy.class);
            assertThat(runs.begin(GOALS)).isInstanceOf(Start.Begun.class);
        }

        @Test
        void theNextBeginsWhenOneHasEnded() {
            finished(ROSTER);

            assertThat(runs.begin(ROSTER)).isInstanceOf(Start.Begun.class);
        }

        @Test
        void theOneThatBeatsKeepsIt() {
            begin(ROSTER);
            for (int i = 0; i < 10; i++) {
                clock.advance(Duration.ofSeconds(10));
                runs.beat();
                assertThat(runs.reap()).isEmpty();
            }

            assertThat(runs.begin(ROSTER)).isInstanceOf(Start.Busy.class);
        }

        @Test
        void theNextTakesOverFromOneThatFellSilent() {
            Running silent = begin(ROSTER);
            clock.advance(Duration.ofSeconds(31));

            Running next = begin(ROSTER);

            assertThat(found(silent).state()).isEqualTo(State.ABANDONED);
            assertThat(found(next).state()).isEqualTo(State.RUNNING);
        }

        @Test
        void theSilentOneFindsThatItLostIt() {
            Running silent = begin(ROSTER);
            Guard guard = silent.guard();
            clock.advance(Duration.ofSeconds(31));
            Running next = begin(ROSTER);

            assertThatThrownBy(() -> silent.count("rows", 1)).isInstanceOf(RunLost.class);
            assertThatThrownBy(
                            () ->
                                    store.writeAll(
                                            List.of(Write.insert(Item.at("x", "y").build())),
                                            guard))
                    .isInstanceOf(GuardLost.class);
            assertThat(silent.end(new Ending.Finished("done")).state()).isEqualTo(State.ABANDONED);
            assertThat(found(next).state()).isEqualTo(State.RUNNING);
            assertThat(runs.begin(ROSTER)).isInstanceOf(Start.Busy.class);
        }
    }

    @Nested
    class TheReaper {
        @Test
        void buriesWhoFellSilent() {
            Running silent = begin(REBUILD);
            clock.advance(Duration.ofSeconds(31));

            assertThat(runs.reap()).extracting(Run::id).containsExactly(silent.id());
            assertThat(found(silent).state()).isEqualTo(State.ABANDONED);
            assertThat(found(silent).words()).contains("Nothing was heard of it since", "09:00");
            assertThat(runs.reap()).isEmpty();
        }

        @Test
        void leavesWhoIsHeardOf() {
            begin(REBUILD);
            clock.advance(Duration.ofSeconds(29));

            assertThat(runs.reap()).isEmpty();
        }

        @Test
        void buriesAtOnceWhatAnEarlierProcessLeftInAStoreOfOneProcess() {
            Running before = begin(REBUILD);

            assertThat(in("after").reap()).extracting(Run::id).containsExactly(before.id());
        }
    }

    @Nested
    class TheList {
        private List<String> listed(Wanted wanted) {
            return runs.list(wanted).stream().map(Run::id).toList();
        }

        @Test
        void hasTheLatestFirstAcrossDaysAndKinds() {
            Run first = finished(ROSTER);
            clock.advance(Duration.ofHours(30));
            Run second = finished(REBUILD);
            clock.advance(Duration.ofHours(1));
            Run third = finished(GOALS);

            Instant end = clock.instant().plusSeconds(1);
            assertThat(listed(Wanted.between(NINE, end, 10)))
                    .containsExactly(third.id(), second.id(), first.id());
            assertThat(listed(Wanted.between(NINE, end, 2)))
                    .containsExactly(third.id(), second.id());
            assertThat(listed(Wanted.between(NINE, third.startedAt(), 10)))
                    .containsExactly(second.id(), first.id());
            assertThat(listed(Wanted.between(NINE.plusSeconds(1), end, 10)))
                    .containsExactly(third.id(), second.id());
        }

        @Test
        void keepsToWhatIsWanted() {
            Run roster = finished(ROSTER);
            Run failed = begin(GOALS).does(_ -> new Ending.Failed("no"));
            finished(REBUILD);

            Wanted all = Wanted.between(NINE, NINE.plusSeconds(1), 10);
            assertThat(listed(all.of("sync"))).containsOnly(roster.id(), failed.id());
            assertThat(listed(all.of("sync").called("DimAgent"))).containsExactly(roster.id());
            assertThat(listed(all.in(State.FAILED))).containsExactly(failed.id());
            assertThat(listed(all.of("nothing"))).isEmpty();
        }

        @Test
        void goesThroughMoreThanAPage() {
            for (int i = 0; i < 250; i++) {
                clock.advance(Duration.ofSeconds(1));
                finished(i == 0 ? GOALS : ROSTER);
            }

            assertThat(listed(Wanted.between(NINE, clock.instant(), 10).called("DimGoal")))
                    .hasSize(1);
        }

        @Test
        void knowsTheLastOfEachJob() {
            finished(ROSTER);
            clock.advance(Duration.ofSeconds(1));
            Run roster = finished(ROSTER);
            Run goals = finished(GOALS);

            assertThat(runs.last()).containsExactlyInAnyOrder(roster, goals);
            assertThat(runs.last(ROSTER)).contains(roster);
            assertThat(runs.last(REBUILD)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sync", "sync#", "sync-", "a b"})
    void refuseAKindThatIsNoWord(String kind) {
        assertThatThrownBy(() -> new Job(kind, "DimAgent", "ana"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
