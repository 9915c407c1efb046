package io.quill.operate.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.BookkeepingRules;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerBooks;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class DailySummaryTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration MEMORY = Duration.ofDays(14);

    private final SettableClock clock = new SettableClock(MONDAY);
    private final MemoryStore store = new MemoryStore(clock, BookkeepingRules.forSingleProcess());
    private final List<String> told = new ArrayList<>();
    private boolean heard = true;

    private void look() {
        new DailySummary(
                        store,
                        new LedgerBooks(store, clock, MEMORY),
                        (title, text) -> heard && told.add(title + "\n" + text),
                        clock)
                .sendIfDue();
    }

    private void hold(String id, String envelope) {
        FactEvent event =
                new FactEvent(
                        EventKey.of("ALOWARE", id),
                        Metric.CALLS,
                        "4711",
                        clock.instant(),
                        Direction.OUTBOUND,
                        "completed",
                        1,
                        1,
                        "",
                        "");
        new Ledger(store, clock, MEMORY)
                .hold(List.of(new Arrival.Countable(event, "", envelope, clock.instant())));
    }

    @Test
    void tellsOnceWhatCameTheDayBefore() {
        hold("1", "e-1");
        hold("1", "e-2");
        hold("2", "e-3");
        clock.advance(Duration.ofHours(16));
        look();
        look();

        assertThat(told)
                .containsExactly(
                        "Quill: 2026-03-02 (UTC)\naloware: 3 received = 0 settled + 2 waiting"
                                + " + 0 gated + 0 parked + 0 dead + 1 duplicates + 0 ignored");
    }

    @Test
    void givesWhatIsOnItsWayAtMidnightSomeMinutes() {
        hold("1", "e-1");
        clock.advance(Duration.ofHours(15).plusMinutes(5));
        look();
        assertThat(told).isEmpty();

        clock.advance(Duration.ofMinutes(10));
        look();
        assertThat(told).hasSize(1);
    }

    @Test
    void saysSoWhereNothingCameForOnce() {
        hold("1", "e-1");
        clock.advance(Duration.ofHours(40));
        look();

        assertThat(told).containsExactly("Quill: 2026-03-03 (UTC)\nNothing came.");
    }

    @Test
    void saysNothingOfTheDayBeforeTheFirst() {
        clock.advance(Duration.ofHours(16));
        look();

        assertThat(told).isEmpty();
    }

    @Test
    void tellsAgainWhenNobodyHeard() {
        hold("1", "e-1");
        clock.advance(Duration.ofHours(16));
        heard = false;
        look();
        heard = true;
        look();

        assertThat(told).hasSize(1);
    }
}
