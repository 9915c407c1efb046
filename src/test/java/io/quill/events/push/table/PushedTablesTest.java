package io.quill.events.push.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.RequiredDimensionRow;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.DateRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.DimensionRow;
import io.quill.events.dimension.MetricRow;
import io.quill.events.dimension.TableSyncProgress;
import io.quill.events.dimension.WantedRows;
import io.quill.events.push.ClearOrders;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.RetentionPolicy;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.ProcessKilledException;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

class PushedTablesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final WantedRows wanted = new WantedRows(store);
    private final FakeTableSink sink = new FakeTableSink(clock, true);
    private final Lease lease = new Lease(store, clock, "pusher", Duration.ofSeconds(10));
    private PushedTables tables = fresh();

    private PushedTables fresh() {
        DatasetQuota datasetQuota = new DatasetQuota(clock, RetentionPolicy.NONE);
        return new PushedTables(
                store, wanted, sink, datasetQuota, clock, clock, "dataset", List::of);
    }

    @Nested
    class AtTheFirstStart {
        @Test
        void replacesWhatNobodyKnowsOf() {
            sink.holds("DimAgent", AgentRow.unknown("foreign").json());
            wanted.ensure(List.of(AgentRow.unknown("7")));

            assertThat(run()).isInstanceOf(TableSyncProgress.InLine.class);
            assertThat(sink.rows("DimAgent")).containsExactly(AgentRow.unknown("7").json());
        }

        @Test
        void leavesATableOfWhichNothingIsWanted() {
            sink.holds("DimShift", "{}");

            assertThat(run()).isInstanceOf(TableSyncProgress.InLine.class);
            assertThat(sink.requests()).isEmpty();
        }

        @Test
        void goesOnPastNumbersThatWereUsedBefore() {
            sink.counted("DimAgent", 57);
            wanted.ensure(List.of(AgentRow.unknown("7")));

            assertThat(run()).isInstanceOf(TableSyncProgress.InLine.class);
            assertThat(sink.requests()).last().isEqualTo("append DimAgent 58");
            assertThat(sink.rows("DimAgent")).hasSize(1);
        }

        @Test
        void cutsWhatIsMoreThanAPostMayCarry() {
            wanted.ensure(
                    IntStream.range(0, 10_001)
                            .mapToObj(i -> new DateRow(DAY.plusDays(i)))
                            .toList());

            run();

            assertThat(sink.requests())
                    .containsExactly("clear DimDate", "append DimDate 1", "append DimDate 2");
            assertThat(sink.rows("DimDate")).hasSize(10_001);
        }
    }

    @Nested
    class OnceInLine {
        private OnceInLine() {
            inLineWith(AgentRow.unknown("7"));
        }

        @Test
        void asksForNothingWhereNothingChanged() {
            assertThat(run()).isInstanceOf(TableSyncProgress.InLine.class);
            assertThat(sink.requests()).isEmpty();
        }

        @Test
        void asksForNothingAfterARestart() {
            tables = fresh();

            assertThat(run()).isInstanceOf(TableSyncProgress.InLine.class);
            assertThat(sink.requests()).isEmpty();
        }

        @Test
        void asksForNothingAfterYears() {
            clock.advance(Duration.ofDays(2_000));
            tables = fresh();

            wanted.ensure(List.of(AgentRow.unknown("7")));

            assertThat(run()).isInstanceOf(TableSyncProgress.InLine.class);
            assertThat(sink.requests()).isEmpty();
        }

        @Test
        void clearsAndFillsATableAnewByOrder() {
            ClearOrders clearOrders = new ClearOrders(store);
            clearOrders.order("DimAgent", "ana", clock);
            clock.advance(Duration.ofSeconds(2));

            run();

            assertThat(sink.requests()).containsExactly("clear DimAgent", "append DimAgent 2");
            assertThat(clearOrders.pending()).isEmpty();
        }

        @Test
        void appendsWhatIsNew() {
            wanted.ensure(List.of(AgentRow.unknown("8"), AgentRow.unknown("9")));

            run();

            assertThat(sink.requests()).containsExactly("append DimAgent 2");
        }

        @Test
        void reloadsWhereARowIsOther() {
            wanted.put(List.of(new AgentRow("7", "Ada", "", "", "", true)));

            run();

            assertThat(sink.requests()).containsExactly("clear DimAgent", "append DimAgent 2");
            assertThat(sink.rows("DimAgent")).singleElement().asString().contains("Ada");
        }

        @Test
        void reloadsWhereARowIsGone() {
            wanted.ensure(List.of(AgentRow.unknown("8")));
            run();
            wanted.remove(Dimension.AGENT, List.of("7"));

            run();

            assertThat(sink.rows("DimAgent")).containsExactly(AgentRow.unknown("8").json());
        }

        @Test
        void reloadsWhereTheBooksSayThatSomebodyElseWrote() {
            sink.counted("DimAgent", 9);
            tables = fresh();

            run();

            assertThat(sink.requests()).containsExactly("clear DimAgent", "append DimAgent 10");
        }

        @Test
        void isAnotherTableInAnotherDataset() {
            tables =
                    new PushedTables(
                            store,
                            wanted,
                            sink,
                            new DatasetQuota(clock, RetentionPolicy.NONE),
                            clock,
                            clock,
                            "another",
                            List::of);

            run();

            assertThat(sink.requests()).contains("clear DimAgent");
        }
    }

    @Nested
    class InDoubt {
        private InDoubt() {
            inLineWith(AgentRow.unknown("7"));
            wanted.ensure(List.of(AgentRow.unknown("8")));
        }

        @Test
        void believesTheBooksThatItWasTaken() {
            sink.next(FakeTableSink.Mood.TAKES_AND_IS_SILENT);

            run();

            assertThat(sink.requests()).containsExactly("append DimAgent 2");
        }

        @Test
        void sendsTheSameAgainWhereTheBooksSayOtherwise() {
            sink.next(FakeTableSink.Mood.IS_SILENT);

            run();

            assertThat(sink.requests()).containsExactly("append DimAgent 2", "append DimAgent 2");
        }

        @Test
        void sendsTheSameAgainEvenIfOtherRowsAreWantedByNow() {
            sink.next(FakeTableSink.Mood.IS_SILENT);
            clock.advance(Duration.ofSeconds(1));
            tables.advance(guard());
            wanted.put(List.of(new AgentRow("8", "Bob", "", "", "", true)));

            run();

            assertThat(sink.requests())
                    .containsExactly(
                            "append DimAgent 2",
                            "append DimAgent 2",
                            "clear DimAgent",
                            "append DimAgent 3");
        }

        @Test
        void clearsOnlyAfterALatePostEvenIfTheSameWasTakenMeanwhile() {
            sink.forgetNumbersAtAClear();
            clock.advance(Duration.ofSeconds(1));
            sink.next(FakeTableSink.Mood.TAKES_LATE);
            tables.advance(guard());
            wanted.put(List.of(new AgentRow("8", "Bob", "", "", "", true)));
            sink.next(FakeTableSink.Mood.WELL);
            sink.next(FakeTableSink.Mood.WELL);
            sink.next(FakeTableSink.Mood.THROTTLES);

            run();

            assertThat(sink.rows("DimAgent")).hasSize(2);
        }

        @Test
        void finishesWhatADeadOneLeft() {
            sink.next(FakeTableSink.Mood.DIES_AFTER);
            assertThatThrownBy(PushedTablesTest.this::run)
                    .isInstanceOf(ProcessKilledException.class);
            tables = fresh();

            run();

            assertThat(sink.requests()).containsExactly("append DimAgent 2");
            assertThat(sink.rows("DimAgent")).hasSize(2);
        }

        @Test
        void finishesAClearThatADeadOneLeft() {
            run();
            wanted.put(List.of(new AgentRow("7", "Ada", "", "", "", true)));
            sink.next(FakeTableSink.Mood.DIES_AFTER);
            assertThatThrownBy(PushedTablesTest.this::run)
                    .isInstanceOf(ProcessKilledException.class);
            assertThat(sink.rows("DimAgent")).isEmpty();
            tables = fresh();

            assertThat(run()).isInstanceOf(TableSyncProgress.InLine.class);
            assertThat(sink.rows("DimAgent")).hasSize(2);
        }
    }

    /** Somebody else goes on while a post of ours, who paused, is on its way. */
    @Nested
    class TakenOver {
        private final Lease lease = new Lease(store, clock, "pusher", Duration.ofSeconds(10));
        private final PushedTables successor = fresh();

        private TakenOver() {
            inLineWith(AgentRow.unknown("7"));
            wanted.ensure(List.of(AgentRow.unknown("8")));
            clock.advance(Duration.ofSeconds(1));
        }

        @Test
        void doublesNothingWhereItsPostComesAfterThatOfTheSuccessor() {
            sink.intrude(() -> goOn(Duration.ofSeconds(30)));

            wakeUp();

            assertThat(sink.requests()).containsExactly("append DimAgent 2", "append DimAgent 2");
            assertThat(sink.rows("DimAgent")).hasSize(2);
        }

        @Test
        void doublesNothingWhereTheSuccessorWasRefusedTheSameRows() {
            sink.next(FakeTableSink.Mood.REFUSES_FOR_SIZE);
            sink.intrude(() -> goOnUntilAClear(Duration.ofSeconds(20)));

            wakeUp();
            goOn(Duration.ofSeconds(90));

            assertThat(sink.rows("DimAgent")).hasSize(2);
        }

        @Test
        void leavesOutWhatTheSuccessorIsRefusedOnceOurPostIsCertainlyGone() {
            sink.poison("8");
            sink.intrude(() -> goOn(Duration.ofSeconds(20)));

            wakeUp();
            goOn(Duration.ofSeconds(90));

            assertThat(sink.requests())
                    .contains("revoke DimAgent 2", "append DimAgent 3")
                    .doesNotContain("clear DimAgent");
            assertThat(sink.rows("DimAgent")).containsExactly(AgentRow.unknown("7").json());
        }

        private void wakeUp() {
            assertThatThrownBy(() -> tables.advance(guard()))
                    .isInstanceOf(GuardLostException.class);
        }

        private void goOn(Duration time) {
            goOn(time, () -> false);
        }

        private void goOnUntilAClear(Duration atMost) {
            goOn(atMost, () -> sink.requests().contains("clear DimAgent"));
        }

        private void goOn(Duration atMost, BooleanSupplier isEnough) {
            Instant end = clock.instant().plus(atMost);
            while (clock.instant().isBefore(end) && !isEnough.getAsBoolean()) {
                clock.advance(Duration.ofSeconds(1));
                lease.acquire().ifPresent(successor::advance);
            }
        }
    }

    @Nested
    class WithoutNumbers {
        @Test
        void reloadsAfterADoubt() {
            FakeTableSink unnumbered = new FakeTableSink(clock, false);
            tables =
                    new PushedTables(
                            store,
                            wanted,
                            unnumbered,
                            new DatasetQuota(clock, RetentionPolicy.NONE),
                            clock,
                            clock,
                            "dataset",
                            List::of);
            wanted.ensure(List.of(AgentRow.unknown("7")));
            unnumbered.next(FakeTableSink.Mood.WELL);
            unnumbered.next(FakeTableSink.Mood.TAKES_LATE);

            assertThat(run()).isInstanceOf(TableSyncProgress.InLine.class);
            assertThat(unnumbered.rows("DimAgent")).hasSize(1);
            assertThat(unnumbered.requests()).filteredOn("clear DimAgent"::equals).hasSize(2);
        }
    }

    @Nested
    class ARowThatIsRefused {
        private ARowThatIsRefused() {
            wanted.ensure(MetricRow.SEEDS);
            inLineWith(AgentRow.unknown("7"));
            sink.poison("bad");
            wanted.ensure(List.of(AgentRow.unknown("bad")));
            wanted.ensure(IntStream.range(0, 30).mapToObj(i -> AgentRow.unknown("n" + i)).toList());
        }

        @Test
        void standsAloneInTheEnd() {
            assertThat(run())
                    .isInstanceOfSatisfying(
                            TableSyncProgress.Stuck.class,
                            stuck -> assertThat(stuck.words()).contains("DimAgent", "[bad]"));
            assertThat(sink.rows("DimAgent")).hasSize(31);
        }

        @Test
        void keepsNoFactWaiting() {
            run();

            assertThat(tables.covers(List.of(new RequiredDimensionRow.Agent("BAD")))).isTrue();
        }

        @Test
        void isTriedAgainAfterAWhile() {
            run();
            sink.poison();
            clock.advance(Duration.ofMinutes(10));

            assertThat(run()).isInstanceOf(TableSyncProgress.InLine.class);
            assertThat(sink.rows("DimAgent")).hasSize(32);
        }

        @Test
        void isTriedAgainWhenItIsOther() {
            run();
            sink.poison();
            wanted.put(List.of(new AgentRow("bad", "Good", "", "", "", true)));

            assertThat(run()).isInstanceOf(TableSyncProgress.InLine.class);
            assertThat(sink.rows("DimAgent")).hasSize(32);
        }
    }

    @Nested
    class Facts {
        private final List<RequiredDimensionRow> needs =
                List.of(new RequiredDimensionRow.Agent("X7"), new RequiredDimensionRow.Date(DAY));

        @Test
        void waitForTheRowsTheyNeed() {
            wanted.ensure(MetricRow.SEEDS);
            run();
            assertThat(tables.covers(needs)).isFalse();

            wanted.ensure(needs.stream().map(PushedTables::row).toList());
            assertThat(tables.covers(needs)).isFalse();
            run();

            assertThat(tables.covers(needs)).isTrue();
            assertThat(tables.covers(List.of(new RequiredDimensionRow.Agent("x7")))).isTrue();
        }

        @Test
        void waitWhileATableIsReloaded() {
            List<DimensionRow> rows = needs.stream().map(PushedTables::row).toList();
            wanted.ensure(MetricRow.SEEDS);
            wanted.ensure(rows);
            run();
            wanted.put(List.of(new AgentRow("X7", "Ada", "", "", "", true)));

            tables.advance(guard());
            assertThat(tables.covers(needs)).as("its rows are still there").isTrue();

            clock.advance(Duration.ofSeconds(1));
            tables.advance(guard());
            tables.advance(guard());
            assertThat(sink.requests().getLast()).isEqualTo("clear DimAgent");
            assertThat(tables.covers(needs)).isFalse();
            run();
            assertThat(tables.covers(needs)).isTrue();
        }
    }

    @Test
    void saysWhatAnOperatorHasToDo() {
        wanted.ensure(List.of(AgentRow.unknown("7")));
        sink.next(FakeTableSink.Mood.DENIES);

        tables.advance(guard());

        assertThat(tables.advance(guard()))
                .isEqualTo(new TableSyncProgress.Stuck("DimAgent: no ask"));
        clock.advance(Duration.ofSeconds(10));
        assertThat(run()).isInstanceOf(TableSyncProgress.InLine.class);
    }

    @Test
    void bringsTheOtherTablesInLineWhileOneIsStuck() {
        wanted.ensure(MetricRow.SEEDS);
        wanted.ensure(List.of(new DateRow(DAY)));
        sink.next(FakeTableSink.Mood.DENIES);

        for (int i = 0; i < 6; i++) {
            tables.advance(guard());
        }

        assertThat(sink.rows("DimMetric")).isEmpty();
        assertThat(sink.rows("DimDate")).hasSize(1);
    }

    @Test
    void clearsNothingWithoutTheLease() {
        inLineWith(AgentRow.unknown("7"));
        wanted.put(List.of(new AgentRow("7", "Ada", "", "", "", true)));
        Guard ours = guard();
        tables.advance(ours);
        clock.advance(Duration.ofSeconds(11));
        Lease successor = new Lease(store, clock, "pusher", Duration.ofSeconds(10));
        assertThat(successor.acquire()).isPresent();

        assertThatThrownBy(() -> tables.advance(ours)).isInstanceOf(GuardLostException.class);
        assertThat(sink.rows("DimAgent")).hasSize(1);
    }

    private void inLineWith(DimensionRow... rows) {
        wanted.ensure(List.of(rows));
        assertThat(run()).isInstanceOf(TableSyncProgress.InLine.class);
        sink.requests().clear();
    }

    private Guard guard() {
        return lease.acquire().orElseThrow();
    }

    /** Until nothing is left to do, or nothing can be done without somebody else. */
    private TableSyncProgress run() {
        for (int i = 0; i < 300; i++) {
            TableSyncProgress tableSyncProgress = tables.advance(guard());
            switch (tableSyncProgress) {
                case TableSyncProgress.InLine _, TableSyncProgress.Stuck _ -> {
                    return tableSyncProgress;
                }
                case TableSyncProgress.Waits(Instant until, _) ->
                        clock.advance(Duration.between(clock.instant(), until));
                case TableSyncProgress.Stepped _ -> {}
            }
        }
        throw new AssertionError("It never comes to an end");
    }
}
