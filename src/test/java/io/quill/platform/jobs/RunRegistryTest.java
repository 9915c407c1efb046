package io.quill.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;
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

class RunRegistryTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final Job ROSTER = new Job("sync", "DimAgent", "timer");
    private static final Job GOALS = new Job("sync", "DimGoal", "ana");
    private static final Job REBUILD = new Job("rebuild", "dataset", "ana");

    private final SettableClock clock = new SettableClock(NINE);
    private final DataStore store = new MemoryStore(clock);
    private final AtomicInteger marks = new AtomicInteger();
    private final RunRegistry runRegistry = in("here");

    private RunRegistry in(String process) {
        return new RunRegistry(
                store, clock, () -> "%08x".formatted(marks.incrementAndGet()), process);
    }

    private ActiveRun begin(Job job) {
        return switch (runRegistry.begin(job)) {
            case StartResult.Begun(ActiveRun activeRun) -> activeRun;
            case StartResult.Busy busy -> throw new AssertionError("It is being done: " + busy);
        };
    }

    private Run found(ActiveRun activeRun) {
        return runRegistry.find(activeRun.id()).orElseThrow();
    }

    private Run finished(Job job) {
        return begin(job).execute(_ -> new RunOutcome.Finished("done"));
    }

    @Nested
    class ARun {
        @Test
        void isKnownFromItsBeginning() {
            Run run = found(begin(ROSTER));

            assertThat(run.job()).isEqualTo(ROSTER);
            assertThat(run.state()).isEqualTo(RunState.RUNNING);
            assertThat(run.startedAt()).isEqualTo(NINE);
            assertThat(run.endedAt()).isEmpty();
        }

        @Test
        void tellsHowItEnded() {
            Run told =
                    begin(ROSTER)
                            .execute(
                                    activeRun -> {
                                        activeRun.count("added", 3);
                                        clock.advance(Duration.ofSeconds(2));
                                        return new RunOutcome.Finished("3 joined", "{\"added\":3}");
                                    });

            Run run = runRegistry.find(told.id()).orElseThrow();
            assertThat(run.state()).isEqualTo(RunState.FINISHED);
            assertThat(run.counts()).containsEntry("added", 3L);
            assertThat(run.words()).isEqualTo("3 joined");
            assertThat(run.result()).isEqualTo("{\"added\":3}");
            assertThat(run.endedAt()).contains(NINE.plusSeconds(2));
            assertThat(run).isEqualTo(told);
        }

        @Test
        void tellsWhyItFailed() {
            Run run = begin(ROSTER).execute(_ -> new RunOutcome.Failed("Aloware is away"));

            assertThat(runRegistry.find(run.id()).orElseThrow().state()).isEqualTo(RunState.FAILED);
            assertThat(run.words()).isEqualTo("Aloware is away");
        }

        @Test
        void recordsAFaultAndThrowsItOn() {
            ActiveRun activeRun = begin(ROSTER);

            assertThatThrownBy(
                            () ->
                                    activeRun.execute(
                                            _ -> {
                                                throw new IllegalStateException("odd");
                                            }))
                    .hasMessage("odd");
            assertThat(found(activeRun).state()).isEqualTo(RunState.FAILED);
            assertThat(found(activeRun).words()).isEqualTo("odd");
        }

        @Test
        void showsItsCountsWhileItRuns() {
            ActiveRun activeRun = begin(REBUILD);
            activeRun.count("rows", 100);
            assertThat(found(activeRun).counts()).isEmpty();

            clock.advance(Duration.ofSeconds(6));
            activeRun.count("rows", 20);

            assertThat(found(activeRun).counts()).containsEntry("rows", 120L);
            assertThat(found(activeRun).heartbeatAt()).isEqualTo(NINE.plusSeconds(6));
        }

        @Test
        void isForgottenAfterMoreThanAYear() {
            Run run = finished(ROSTER);

            clock.advance(Duration.ofDays(399));
            assertThat(runRegistry.find(run.id())).isPresent();
            clock.advance(Duration.ofDays(2));
            assertThat(runRegistry.find(run.id())).isEmpty();
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
            assertThat(runRegistry.find(id)).isEmpty();
        }
    }

    @Nested
    class OfOneJob {
        @Test
        void onlyOneIsDoneAtATime() {
            ActiveRun first = begin(ROSTER);

            assertThat(runRegistry.begin(ROSTER))
                    .isInstanceOfSatisfying(
                            StartResult.Busy.class,
                            busy -> assertThat(busy.by()).contains(found(first)));
            assertThat(in("here").begin(ROSTER)).isInstanceOf(StartResult.Busy.class);
            assertThat(runRegistry.begin(GOALS)).isInstanceOf(StartResult.Begun.class);
        }

        @Test
        void theNextBeginsWhenOneHasEnded() {
            finished(ROSTER);

            assertThat(runRegistry.begin(ROSTER)).isInstanceOf(StartResult.Begun.class);
        }

        @Test
        void theOneThatBeatsKeepsIt() {
            begin(ROSTER);
            for (int i = 0; i < 10; i++) {
                clock.advance(Duration.ofSeconds(10));
                runRegistry.heartbeat();
                assertThat(runRegistry.abandonSilent()).isEmpty();
            }

            assertThat(runRegistry.begin(ROSTER)).isInstanceOf(StartResult.Busy.class);
        }

        @Test
        void theNextTakesOverFromOneThatFellSilent() {
            ActiveRun silent = begin(ROSTER);
            clock.advance(Duration.ofSeconds(31));

            ActiveRun next = begin(ROSTER);

            assertThat(found(silent).state()).isEqualTo(RunState.ABANDONED);
            assertThat(found(next).state()).isEqualTo(RunState.RUNNING);
        }

        @Test
        void theSilentOneFindsThatItLostIt() {
            ActiveRun silent = begin(ROSTER);
            Guard guard = silent.guard();
            clock.advance(Duration.ofSeconds(31));
            ActiveRun next = begin(ROSTER);

            assertThatThrownBy(() -> silent.count("rows", 1)).isInstanceOf(RunLostException.class);
            assertThatThrownBy(
                            () ->
                                    store.writeAll(
                                            List.of(Write.insert(Item.at("x", "y").build())),
                                            guard))
                    .isInstanceOf(GuardLostException.class);
            assertThat(silent.end(new RunOutcome.Finished("done")).state())
                    .isEqualTo(RunState.ABANDONED);
            assertThat(found(next).state()).isEqualTo(RunState.RUNNING);
            assertThat(runRegistry.begin(ROSTER)).isInstanceOf(StartResult.Busy.class);
        }
    }

    @Nested
    class TheReaper {
        @Test
        void buriesWhoFellSilent() {
            ActiveRun silent = begin(REBUILD);
            clock.advance(Duration.ofSeconds(31));

            assertThat(runRegistry.abandonSilent())
                    .extracting(Run::id)
                    .containsExactly(silent.id());
            assertThat(found(silent).state()).isEqualTo(RunState.ABANDONED);
            assertThat(found(silent).words()).contains("Nothing was heard of it since", "09:00");
            assertThat(runRegistry.abandonSilent()).isEmpty();
        }

        @Test
        void leavesWhoIsHeardOf() {
            begin(REBUILD);
            clock.advance(Duration.ofSeconds(29));

            assertThat(runRegistry.abandonSilent()).isEmpty();
        }

        @Test
        void buriesAtOnceWhatAnEarlierProcessLeftInAStoreOfOneProcess() {
            ActiveRun before = begin(REBUILD);

            assertThat(in("after").abandonSilent())
                    .extracting(Run::id)
                    .containsExactly(before.id());
        }
    }

    @Nested
    class TheList {
        private List<String> listed(RunFilter runFilter) {
            return runRegistry.list(runFilter).stream().map(Run::id).toList();
        }

        @Test
        void hasTheLatestFirstAcrossDaysAndKinds() {
            Run first = finished(ROSTER);
            clock.advance(Duration.ofHours(30));
            Run second = finished(REBUILD);
            clock.advance(Duration.ofHours(1));
            Run third = finished(GOALS);

            Instant end = clock.instant().plusSeconds(1);
            assertThat(listed(RunFilter.between(NINE, end, 10)))
                    .containsExactly(third.id(), second.id(), first.id());
            assertThat(listed(RunFilter.between(NINE, end, 2)))
                    .containsExactly(third.id(), second.id());
            assertThat(listed(RunFilter.between(NINE, third.startedAt(), 10)))
                    .containsExactly(second.id(), first.id());
            assertThat(listed(RunFilter.between(NINE.plusSeconds(1), end, 10)))
                    .containsExactly(third.id(), second.id());
        }

        @Test
        void keepsToWhatIsWanted() {
            Run roster = finished(ROSTER);
            Run failed = begin(GOALS).execute(_ -> new RunOutcome.Failed("no"));
            finished(REBUILD);

            RunFilter all = RunFilter.between(NINE, NINE.plusSeconds(1), 10);
            assertThat(listed(all.ofKind("sync"))).containsOnly(roster.id(), failed.id());
            assertThat(listed(all.ofKind("sync").named("DimAgent"))).containsExactly(roster.id());
            assertThat(listed(all.inState(RunState.FAILED))).containsExactly(failed.id());
            assertThat(listed(all.ofKind("nothing"))).isEmpty();
        }

        @Test
        void goesThroughMoreThanAPage() {
            for (int i = 0; i < 250; i++) {
                clock.advance(Duration.ofSeconds(1));
                finished(i == 0 ? GOALS : ROSTER);
            }

            assertThat(listed(RunFilter.between(NINE, clock.instant(), 10).named("DimGoal")))
                    .hasSize(1);
        }

        @Test
        void knowsTheLastOfEachJob() {
            finished(ROSTER);
            clock.advance(Duration.ofSeconds(1));
            Run roster = finished(ROSTER);
            Run goals = finished(GOALS);

            assertThat(runRegistry.last()).containsExactlyInAnyOrder(roster, goals);
            assertThat(runRegistry.last(ROSTER)).contains(roster);
            assertThat(runRegistry.last(REBUILD)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sync", "sync#", "sync-", "a b"})
    void refuseAKindThatIsNoWord(String kind) {
        assertThatThrownBy(() -> new Job(kind, "DimAgent", "ana"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
