package io.quill.events.push.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.MetricRow;
import io.quill.events.dimension.WantedRows;
import io.quill.events.push.ClearOrders;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.RetentionPolicy;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/**
 * A request is carried out long after its sender has given up on it. Whoever reads the table then
 * finds it whole again within five seconds; a beat is a fifth of a second here.
 */
class LateAnswersTest {
    private static final Duration BEAT = Duration.ofMillis(200);
    private static final AgentRow ADA = agent("Ada");
    private static final AgentRow BEN = new AgentRow("8", "Ben", "", "", "", true);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final WantedRows wanted = new WantedRows(store);
    private final Lease lease = new Lease(store, clock, "pusher", Duration.ofSeconds(10));

    private Duration longestEmpty = Duration.ZERO;
    private Duration longestDoubled = Duration.ZERO;

    private static AgentRow agent(String name) {
        return new AgentRow("7", name, "", "", "", true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLateClearLeavesTheTableEmptyForSecondsAtMost(boolean numbered) {
        FakeTableSink sink = sink(numbered);
        PushedTables tables = inLine(sink);
        wanted.put(List.of(agent("Ada Moreno")));
        sink.next(FakeTableSink.Mood.TAKES_LATE);

        goOn(tables, sink, Duration.ofMinutes(3));

        assertWhole(sink);
        assertThat(sink.requests()).filteredOn("clear DimAgent"::equals).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aLateLoadDoublesKeysForSecondsAtMost(boolean numbered) {
        FakeTableSink sink = sink(numbered);
        PushedTables tables = inLine(sink);
        wanted.put(List.of(new AgentRow("9", "Cleo", "", "", "", true)));
        sink.next(FakeTableSink.Mood.TAKES_LATE);

        goOn(tables, sink, Duration.ofMinutes(3));

        assertWhole(sink);
        assertThat(sink.requests())
                .filteredOn("clear DimAgent"::equals)
                .hasSizeLessThanOrEqualTo(numbered ? 0 : 1);
    }

    private FakeTableSink sink(boolean numbered) {
        FakeTableSink sink = new FakeTableSink(clock, numbered);
        sink.isLateBy(Duration.ofSeconds(9));
        sink.answersQueries();
        return sink;
    }

    private PushedTables inLine(FakeTableSink sink) {
        DatasetQuota datasetQuota = new DatasetQuota(clock, RetentionPolicy.NONE);
        PushedTables tables =
                new PushedTables(
                        store, wanted, sink, datasetQuota, clock, clock, "dataset", List::of);
        wanted.ensure(MetricRow.SEEDS);
        wanted.put(List.of(ADA, BEN));
        goOn(tables, sink, Duration.ofSeconds(30));
        sink.requests().clear();
        longestEmpty = Duration.ZERO;
        longestDoubled = Duration.ZERO;
        return tables;
    }

    private void goOn(PushedTables tables, FakeTableSink sink, Duration time) {
        Duration empty = Duration.ZERO;
        Duration doubled = Duration.ZERO;
        for (Duration passed = Duration.ZERO;
                passed.compareTo(time) < 0;
                passed = passed.plus(BEAT)) {
            tables.advance(lease.acquire().orElseThrow());
            clock.advance(BEAT);
            List<String> rows = sink.rows("DimAgent");
            empty = rows.isEmpty() ? empty.plus(BEAT) : Duration.ZERO;
            doubled = new HashSet<>(rows).size() < rows.size() ? doubled.plus(BEAT) : Duration.ZERO;
            longestEmpty = longest(longestEmpty, empty);
            longestDoubled = longest(longestDoubled, doubled);
        }
    }

    private void assertWhole(FakeTableSink sink) {
        assertThat(longestEmpty).isLessThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(longestDoubled).isLessThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(sink.rows("DimAgent"))
                .containsExactlyInAnyOrderElementsOf(wanted.rows(ADA.dimension()).values());
        assertThat(new ClearOrders(store).pending()).isEmpty();
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
