package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.EventKey;
import io.quill.events.Metric;
import io.quill.events.ledger.EventFixtures;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.QuotaState;
import io.quill.events.sink.RetentionPolicy;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Query;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.platform.store.sqlite.SqliteStore;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class FactCountsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final FactCounts.Of ANNS_CALLS = new FactCounts.Of("a1", Metric.CALLS);

    private final SettableClock clock = new SettableClock(EventFixtures.NINE);
    private final MemoryStore store = new MemoryStore(clock);

    @Test
    void addUpWhatManyBatchesBrought() {
        PushedFacts pushedFacts = new PushedFacts(store, clock);
        for (int batch = 0; batch < 100; batch++) {
            pushedFacts.calls("A1", TODAY, 2);
        }
        pushedFacts.facts("a1", "TEXTS", TODAY, 1);
        pushedFacts.calls("A1", TODAY.plusDays(1), 5);

        assertThat(pushedFacts.counts().countsOn(TODAY))
                .isEqualTo(Map.of(ANNS_CALLS, 200L, new FactCounts.Of("a1", Metric.TEXTS), 1L));
        assertThat(pushedFacts.counts().countsOn(TODAY.plusDays(1)))
                .isEqualTo(Map.of(ANNS_CALLS, 5L));
        assertThat(store.query(Query.of("COUNTS#" + TODAY)).items())
                .hasSizeLessThanOrEqualTo((int) FactCounts.FOLD_EVERY + 1);
    }

    @Test
    void surviveARestart(@TempDir Path directory) {
        Path file = directory.resolve("quill.db");
        try (DataStore before = SqliteStore.open(file, clock)) {
            PushedFacts pushedFacts = new PushedFacts(before, clock);
            for (int batch = 0; batch < 20; batch++) {
                pushedFacts.calls("A1", TODAY, 1);
            }
        }
        try (DataStore after = SqliteStore.open(file, clock)) {
            assertThat(new FactCounts(after, clock).countsOn(TODAY))
                    .isEqualTo(Map.of(ANNS_CALLS, 20L));
        }
    }

    @Nested
    class OfABatch {
        private final BatchStore book = new BatchStore(store, clock, Duration.ofDays(14));
        private final Guard guard =
                new Lease(store, clock, "pusher", Duration.ofDays(1)).acquire().orElseThrow();
        private final QuotaState quota = new DatasetQuota(clock, RetentionPolicy.NONE).state();

        private OpenBatch fixed(String... ids) {
            List<EventKey> keys = List.of(ids).stream().map(EventKey::new).toList();
            List<String> rows =
                    keys.stream()
                            .map(
                                    key ->
                                            """
                                            {"EventID":"%s","AgentID":"A1","MetricID":"CALLS",
                                            "FactDateKey":"2026-03-02T00:00:00.000Z"}"""
                                                    .formatted(key))
                            .toList();
            return book.fix(guard, book.open(guard, keys, rows), "dataset", quota);
        }

        private OpenBatch returning(OpenBatch batch) {
            return book.markReturning(guard, batch, StoryEntryKind.RELEASED, "let go");
        }

        private Map<FactCounts.Of, Long> counts() {
            return new FactCounts(store, clock).countsOn(TODAY);
        }

        @Test
        void countOnceHoweverOftenItIsFixed() {
            OpenBatch batch = fixed("S:1", "S:2");
            book.fix(guard, batch, "dataset", quota);

            assertThat(counts()).isEqualTo(Map.of(ANNS_CALLS, 2L));
        }

        @Test
        void areTakenBackWhenItIsLetGo() {
            book.letGo(guard, returning(fixed("S:1")), StoryEntryKind.RELEASED, "refused");

            assertThat(counts()).isEmpty();
        }

        @Test
        void areThoseOfWhatWasTakenOfIt() {
            OpenBatch batch = fixed("S:1", "S:2", "S:3");
            book.markSettledInPart(guard, returning(batch), Set.of(new EventKey("S:2")), "in part");

            assertThat(counts()).isEqualTo(Map.of(ANNS_CALLS, 1L));
        }

        @Test
        void areTakenBackAlsoLongAfterOthersWereFolded() {
            OpenBatch batch = fixed("S:0");
            book.hold(guard, batch, "nobody can say");
            for (int i = 1; i <= 40; i++) {
                OpenBatch next = fixed("S:" + i);
                book.markSettled(
                        guard, book.markTaken(guard, next, "taken", Optional.empty()), "settled");
            }
            assertThat(counts()).isEqualTo(Map.of(ANNS_CALLS, 41L));

            book.letGo(guard, returning(batch), StoryEntryKind.RELEASED, "ruled");

            assertThat(counts()).isEqualTo(Map.of(ANNS_CALLS, 40L));
        }
    }
}
