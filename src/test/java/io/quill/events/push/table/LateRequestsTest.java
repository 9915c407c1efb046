package io.quill.events.push.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.DimensionRow;
import io.quill.events.dimension.TableSyncProgress;
import io.quill.events.dimension.WantedRows;
import io.quill.events.push.ClearOrders;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.RetentionPolicy;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.CrashingStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A pusher is paused while it has the lease, and wakes up when another one has done its work. */
class LateRequestsTest {
    private static final DimensionRow SEVEN = AgentRow.unknown("7");
    private static final DimensionRow ADA = new AgentRow("7", "Ada", "", "", "", true);
    private static final Duration WHILE = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final CrashingStore store = new CrashingStore(new MemoryStore(clock));
    private final WantedRows wanted = new WantedRows(store);
    private final FakeTableSink sink = new FakeTableSink(clock, false);
    private final Lease lease = new Lease(store, clock, "pusher", Duration.ofSeconds(10));
    private final Lease successors = new Lease(store, clock, "pusher", Duration.ofSeconds(10));
    private final PushedTables paused = tables();
    private final PushedTables successor = tables();

    private PushedTables tables() {
        DatasetQuota datasetQuota = new DatasetQuota(clock, RetentionPolicy.NONE);
        return new PushedTables(
                store, wanted, sink, datasetQuota, clock, clock, "dataset", List::of);
    }

    @Test
    void renewsALeaseThatHasNearlyRunOutBeforeTheRequest() {
        Guard guard = aboutToClear();
        clock.advance(Duration.ofMillis(9_500));

        paused.advance(guard);
        assertThat(sink.requests()).containsExactly("clear DimAgent");

        clock.advance(Duration.ofMillis(9_500));
        assertThat(successors.acquire()).isEmpty();
    }

    @Test
    void sendsNothingWhereSomebodyFollowedBeforeTheRequest() {
        Guard guard = aboutToClear();
        store.pauseAt(
                1,
                () -> {
                    clock.advance(Duration.ofSeconds(10));
                    assertThat(successors.acquire()).isPresent();
                });

        assertThat(paused.advance(guard)).isInstanceOf(TableSyncProgress.Waits.class);
        assertThat(sink.requests()).isEmpty();
    }

    @Test
    void sendsNothingWhereItWakesUpWithWhatItReadBefore() {
        Guard guard = aboutToClear();
        store.pauseAt(1, () -> goOn(WHILE));

        assertThat(paused.advance(guard)).isInstanceOf(TableSyncProgress.Waits.class);
        assertThat(sink.requests()).containsExactly("clear DimAgent", "append DimAgent 2");
        assertThat(sink.rows("DimAgent")).containsExactly(ADA.json());
    }

    @Test
    void hasWhatALateClearEmptiedLoadedAgain() {
        Guard guard = aboutToClear();
        sink.delay(() -> goOn(WHILE));

        assertThatThrownBy(() -> paused.advance(guard)).isInstanceOf(GuardLostException.class);
        assertThat(sink.rows("DimAgent")).isEmpty();
        goOn(Duration.ofMinutes(2));

        assertThat(sink.rows("DimAgent")).containsExactly(ADA.json());
        assertThat(new ClearOrders(store).pending()).isEmpty();
    }

    @Test
    void hasWhatALatePostDoubledLoadedAgain() {
        Guard guard = aboutToPost();
        sink.delay(() -> goOn(WHILE));

        assertThatThrownBy(() -> paused.advance(guard)).isInstanceOf(GuardLostException.class);
        assertThat(sink.rows("DimAgent")).hasSize(3);
        goOn(WHILE);

        assertThat(sink.rows("DimAgent")).hasSize(2).doesNotHaveDuplicates();
    }

    /** It may come later still, and must not come after what is loaded because of it. */
    @Test
    void waitsForALateRequestThatHasNoAnswer() {
        Guard guard = aboutToClear();
        sink.delay(
                () -> {
                    goOn(WHILE);
                    sink.next(FakeTableSink.Mood.TAKES_LATE);
                });

        assertThatThrownBy(() -> paused.advance(guard)).isInstanceOf(GuardLostException.class);
        assertThat(sink.rows("DimAgent")).containsExactly(ADA.json());
        goOn(WHILE);

        assertThat(sink.rows("DimAgent")).containsExactly(ADA.json());
    }

    @Test
    void loadsOnceMoreWhenAClearWithoutAnAnswerCanComeNoMore() {
        Guard guard = aboutToClear();
        sink.isLateBy(Duration.ofSeconds(50));
        sink.next(FakeTableSink.Mood.TAKES_LATE);

        paused.advance(guard);
        goOn(paused, lease, Duration.ofSeconds(30));
        assertThat(sink.rows("DimAgent")).containsExactly(ADA.json());
        clock.advance(Duration.ofSeconds(21));
        assertThat(sink.rows("DimAgent")).as("it came").isEmpty();
        goOn(Duration.ofMinutes(1));

        assertThat(sink.rows("DimAgent")).containsExactly(ADA.json());
    }

    @Test
    void troublesNobodyWhileItsLeaseStands() {
        Guard guard = aboutToClear();
        sink.delay(() -> clock.advance(WHILE));

        paused.advance(guard);

        assertThat(new ClearOrders(store).pending()).isEmpty();
    }

    private Guard aboutToClear() {
        inLine();
        wanted.put(List.of(ADA));
        paused.advance(lease.acquire().orElseThrow());
        clock.advance(Duration.ofSeconds(1));
        Guard guard = lease.acquire().orElseThrow();
        assertThat(paused.advance(guard)).isInstanceOf(TableSyncProgress.Stepped.class);
        assertThat(sink.requests()).isEmpty();
        return guard;
    }

    private Guard aboutToPost() {
        inLine();
        wanted.ensure(List.of(AgentRow.unknown("8")));
        return lease.acquire().orElseThrow();
    }

    private void inLine() {
        wanted.ensure(List.of(SEVEN));
        goOn(paused, lease, WHILE);
        assertThat(sink.rows("DimAgent")).containsExactly(SEVEN.json());
        sink.requests().clear();
    }

    private void goOn(Duration time) {
        goOn(successor, successors, time);
    }

    private void goOn(PushedTables tables, Lease under, Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.advance(Duration.ofMillis(500));
            under.acquire().ifPresent(tables::advance);
        }
    }
}
