package io.quill.events.push.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.DateRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.MetricRow;
import io.quill.events.dimension.TableSyncProgress;
import io.quill.events.dimension.WantedRows;
import io.quill.events.push.ClearOrders;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.RetentionPolicy;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.CrashingStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.ProcessKilledException;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Two pushers at one store and one sink, and all that may happen to them. */
final class TwoPushersFixture {
    private static final Duration STRIDE = Duration.ofMillis(600);
    private static final String BAD = "Bad";
    private static final String BAD_DATE = "2026-03-20";
    private static final String FOREIGN = AgentRow.unknown("foreign").json();

    enum Deed {
        STEP,
        STEPS,
        ENSURE_AGENT,
        CHANGE_AGENT,
        ENSURE_DATE,
        DROP_DATE,
        DIE_AT_A_WRITE,
        LET_TIME_PASS,
        LET_LEASE_PASS,
        UPSET_THE_SINK,
        INTRUDE,
        PAUSE,
        FALL_SILENT,
        LET_LONG_PASS,
        WANT_A_BAD_AGENT,
        WANT_A_BAD_DATE
    }

    record Move(Deed deed, int pusher, int number, FakeTableSink.Mood mood) {}

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final MemoryStore memory = new MemoryStore(clock);
    private final CrashingStore store = new CrashingStore(memory);
    private final WantedRows wanted = new WantedRows(store);
    private final FakeTableSink sink;
    private final boolean numbered;
    private final DatasetQuota[] quotas = new DatasetQuota[2];
    private final Lease[] leases = new Lease[2];
    private final PushedTables[] pushers = new PushedTables[2];
    private final Map<Integer, Guard> guards = new HashMap<>();
    private int acting;
    private int mostIntruding = 5;
    private Duration stride = Duration.ZERO;
    private boolean delays;
    private boolean onePauses;
    private boolean poisoned;
    private long large;

    TwoPushersFixture(boolean numbered) {
        this.numbered = numbered;
        sink = new FakeTableSink(clock, numbered);
        sink.holds("DimAgent", FOREIGN);
        revive(0);
        revive(1);
        wanted.ensure(MetricRow.SEEDS);
    }

    /** Numbers were read back before, and a successor has time to do much beside a post. */
    void letPostsBeLate() {
        for (Dimension dimension : Dimension.values()) {
            sink.counted(dimension.table(), 0);
        }
        mostIntruding = 60;
        stride = STRIDE;
    }

    /** A successor may do much, while a clear or a post is held up before the far side has it. */
    void letAnyRequestBeDelayed() {
        delays = true;
        sink.isLateBy(Duration.ofSeconds(50));
        mostIntruding = 30;
        stride = STRIDE;
    }

    /** Rows are wanted that the far side does not take, and answers so. */
    void letRowsBeBad(PushResult answer) {
        poisoned = true;
        sink.poison(BAD, BAD_DATE);
        sink.poisonIsAnswered(answer);
    }

    /** Whatever is late comes nine seconds after it was sent, and rows can be counted. */
    void letRequestsBeNineSecondsLate() {
        sink.isLateBy(Duration.ofSeconds(9));
        sink.answersQueries();
        delays = true;
    }

    /** A table is so large that posts are counted by the hour. */
    void letPostsBeFew() {
        large = 250_000;
        revive(0);
        revive(1);
    }

    private void revive(int pusher) {
        quotas[pusher] = new DatasetQuota(clock, RetentionPolicy.NONE);
        quotas[pusher].setRowCount("FactEvent", large);
        leases[pusher] = new Lease(store, clock, "pusher", Duration.ofSeconds(10));
        pushers[pusher] =
                new PushedTables(
                        store, wanted, sink, quotas[pusher], clock, clock, "dataset", List::of);
        guards.remove(pusher);
    }

    void perform(Move move) {
        try {
            switch (move.deed()) {
                case STEP -> step(move.pusher(), true);
                case STEPS -> steps(move.pusher(), move.number() % 20);
                case ENSURE_AGENT ->
                        wanted.ensure(List.of(AgentRow.unknown("a" + move.number() % 9)));
                case CHANGE_AGENT -> wanted.put(List.of(agent(move.number())));
                case ENSURE_DATE -> wanted.ensure(List.of(date(move.number())));
                case DROP_DATE -> wanted.remove(Dimension.DATE, List.of(date(move.number()).key()));
                case DIE_AT_A_WRITE -> store.dieAfter(move.number() % 7);
                case LET_TIME_PASS -> clock.advance(Duration.ofMillis(700));
                case LET_LEASE_PASS -> clock.advance(Duration.ofSeconds(11));
                case UPSET_THE_SINK -> sink.next(move.mood());
                case INTRUDE -> intrude(move.number() % mostIntruding);
                case FALL_SILENT -> sink.fallSilent(move.number() % 12);
                case LET_LONG_PASS ->
                        clock.advance(Duration.ofSeconds(30).multipliedBy(move.number()));
                case WANT_A_BAD_AGENT -> wantABadAgent(move.number());
                case WANT_A_BAD_DATE -> wantABadDate();
                case PAUSE -> store.pauseAt(move.number() % 9, () -> takeOver(30, STRIDE));
            }
        } catch (ProcessKilledException _) {
            revive(move.pusher());
        }
    }

    /** Whoever does not post takes over while a request of the other one is on its way. */
    private void intrude(int steps) {
        if (delays) {
            sink.delay(
                    () -> {
                        takeOver(steps, stride);
                        store.liveOn();
                    });
        } else if (numbered) {
            sink.intrude(() -> takeOver(steps, stride));
        }
    }

    /** Of two that are paused nobody takes over. */
    private void takeOver(int steps, Duration stride) {
        clock.advance(Duration.ofSeconds(11));
        if (!onePauses) {
            onePauses = true;
            int paused = acting;
            for (int i = 0; i < steps; i++) {
                step(1 - paused, true);
                clock.advance(stride);
            }
            acting = paused;
            onePauses = false;
        }
    }

    /** One whose name is refused; of each tenth the id is as well. */
    private void wantABadAgent(int number) {
        if (poisoned) {
            String id = number % 10 == 0 ? BAD : "A" + number % 9;
            wanted.put(List.of(new AgentRow(id, BAD + number, "", "", "", true)));
        }
    }

    private void wantABadDate() {
        if (poisoned) {
            wanted.ensure(List.of(new DateRow(LocalDate.parse(BAD_DATE))));
        }
    }

    private static AgentRow agent(int number) {
        return new AgentRow("A" + number % 9, "Name " + number, "", "", "", number % 2 == 0);
    }

    private static DateRow date(int number) {
        return new DateRow(LocalDate.of(2026, 3, 1).plusDays(number % 9));
    }

    private Optional<TableSyncProgress> step(int pusher, boolean hold) {
        acting = pusher;
        try {
            if (hold) {
                leases[pusher].acquire().ifPresent(guard -> guards.put(pusher, guard));
            }
            Guard guard = guards.get(pusher);
            if (guard == null) {
                return Optional.empty();
            }
            TableSyncProgress tableSyncProgress = pushers[pusher].advance(guard);
            if (tableSyncProgress instanceof TableSyncProgress.InLine && leads(guard) && !delays) {
                assertInLine();
            }
            return Optional.of(tableSyncProgress);
        } catch (GuardLostException _) {
            guards.remove(pusher);
            return Optional.empty();
        } catch (ProcessKilledException _) {
            revive(pusher);
            return Optional.empty();
        }
    }

    /** Goes on without renewing the lease, as one that was paused would. */
    private void steps(int pusher, int count) {
        for (int i = 0; i < count; i++) {
            step(pusher, i == 0);
            clock.advance(STRIDE);
        }
    }

    void check() {
        for (Dimension dimension : Dimension.values()) {
            List<String> keys =
                    new ArrayList<>(
                            sink.rows(dimension.table()).stream()
                                    .map(TwoPushersFixture::folded)
                                    .toList());
            assertThat(keys).as(dimension.table()).doesNotHaveDuplicates();
        }
    }

    private static String folded(String row) {
        return row.split(",", 2)[0].toLowerCase(Locale.ROOT);
    }

    private boolean leads(Guard guard) {
        return guard.condition().holds(memory.get(guard.key(), Consistency.STRONG));
    }

    /** A table of which no row was ever wanted is left as it was found. */
    private void assertInLine() {
        for (Dimension dimension : Dimension.values()) {
            if (sink.rows(dimension.table()).equals(List.of(FOREIGN))) {
                assertThat(wanted.rows(dimension)).isEmpty();
                continue;
            }
            assertThat(sink.rows(dimension.table()))
                    .as(dimension.table())
                    .containsExactlyInAnyOrderElementsOf(wanted.rows(dimension).values());
        }
    }

    void finish() {
        sink.calmDown();
        sink.fallSilent(0);
        store.liveOn();
        clock.advance(Duration.ofMinutes(11));
        Optional<TableSyncProgress> last = goOn();
        if (last.orElse(null) instanceof TableSyncProgress.Stuck) {
            // a row was blamed for an outage, and is tried again after its time
            clock.advance(Duration.ofHours(25));
            last = goOn();
        }
        assertThat(isInLine(last)).as("in line: %s", last).isTrue();
        assertAsWanted();
    }

    /** With a row that no table takes one is stuck for good. */
    private boolean isInLine(Optional<TableSyncProgress> last) {
        boolean bad =
                Arrays.stream(Dimension.values())
                        .flatMap(each -> wanted.rows(each).values().stream())
                        .anyMatch(row -> !sink.takes(row));
        return bad
                ? last.orElse(null) instanceof TableSyncProgress.Stuck
                : last.orElse(null) instanceof TableSyncProgress.InLine;
    }

    /** But for the rows that no table takes: an agent's has the id for a name instead. */
    private void assertAsWanted() {
        for (Dimension dimension : Dimension.values()) {
            List<String> rows =
                    wanted.rows(dimension).values().stream()
                            .map(row -> sink.takes(row) ? row : shownById(dimension, row))
                            .filter(sink::takes)
                            .toList();
            if (!rows.isEmpty() || !sink.rows(dimension.table()).equals(List.of(FOREIGN))) {
                assertThat(sink.rows(dimension.table()))
                        .as(dimension.table())
                        .containsExactlyInAnyOrderElementsOf(rows);
            }
        }
    }

    private static String shownById(Dimension dimension, String row) {
        if (dimension != Dimension.AGENT) {
            return row;
        }
        String id = AgentRow.of(row).agentId();
        return AgentRow.unknown(id).named(id, "").json();
    }

    private Optional<TableSyncProgress> goOn() {
        Optional<TableSyncProgress> last = Optional.empty();
        for (int i = 0; i < 3_000 && !isCalm(last); i++) {
            last = step(0, true);
            clock.advance(STRIDE);
            if (last.orElse(null) instanceof TableSyncProgress.Waits waits && large > 0) {
                passUntil(waits.until());
            }
        }
        return last;
    }

    /** Where posts are few, nobody waits by steps of less than a second. */
    private void passUntil(Instant time) {
        Duration left = Duration.between(clock.instant(), time);
        if (left.compareTo(Duration.ofHours(1)) < 0 && left.isPositive()) {
            clock.advance(left);
        }
    }

    private boolean isCalm(Optional<TableSyncProgress> last) {
        return (last.orElse(null) instanceof TableSyncProgress.InLine
                        || last.orElse(null) instanceof TableSyncProgress.Stuck)
                && new ClearOrders(store).pending().isEmpty();
    }
}
