package io.quill.events.ledger;

import static io.quill.events.ledger.EventFixtures.NINE;
import static io.quill.events.ledger.EventFixtures.arrival;
import static io.quill.events.ledger.EventFixtures.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.ledger.EntrySearch.Found;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

class EntrySearchTest {
    private static final EntryFilter READY = EntryFilter.inState(EntryState.READY);

    private final SettableClock clock = new SettableClock(NINE);
    private final MemoryStore store = new MemoryStore(clock);
    private final Ledger ledger = new Ledger(store, clock, Duration.ofDays(14));
    private final EntrySearch entrySearch = new EntrySearch(store);

    @BeforeEach
    void holdSome() {
        for (long id = 1; id <= 10; id++) {
            Instant at = NINE.plus(Duration.ofMinutes(id));
            String agent = id % 2 == 0 ? "4711" : "4712";
            ledger.hold(List.of(new Arrival.Countable(call(id, agent), "", "env", at)));
        }
        ledger.hold(List.of(EventFixtures.unreadable("x", new byte[] {1})));
    }

    private static List<String> ids(Found found) {
        return found.entries().stream().map(each -> each.key().value()).sorted().toList();
    }

    private static String[] events(long... ids) {
        return LongStream.of(ids).mapToObj(id -> call(id).key().value()).toArray(String[]::new);
    }

    @Test
    void findsWhatWaitsInAState() {
        assertThat(entrySearch.find(READY, 100).entries()).hasSize(10);
        assertThat(entrySearch.find(EntryFilter.inState(EntryState.DEAD), 100).entries())
                .hasSize(1);
    }

    @Test
    void findsByAgentSourceAndTime() {
        assertThat(ids(entrySearch.find(READY.ofAgent("4711"), 100))).hasSize(5);
        assertThat(entrySearch.find(READY.ofSource("aloware"), 100).entries()).hasSize(10);
        assertThat(entrySearch.find(READY.ofSource("hubspot"), 100).entries()).isEmpty();
        assertThat(
                        ids(
                                entrySearch.find(
                                        READY.seenBetween(
                                                NINE.plus(Duration.ofMinutes(3)),
                                                NINE.plus(Duration.ofMinutes(6))),
                                        100)))
                .containsExactly(events(3, 4, 5));
    }

    @Test
    void goesOnWhereAPageEndedAndMissesNothing() {
        List<String> all = new ArrayList<>();
        Found found = entrySearch.find(READY.ofAgent("4711"), 2);
        all.addAll(ids(found));
        Optional<String> next = found.next();
        while (next.isPresent()) {
            found = entrySearch.find(READY.ofAgent("4711"), 2, next.get());
            assertThat(found.entries()).hasSizeLessThanOrEqualTo(2);
            all.addAll(ids(found));
            next = found.next();
        }

        assertThat(all).containsExactlyInAnyOrder(events(2, 4, 6, 8, 10));
    }

    @Test
    void saysHowManyItLookedAtForNothing() {
        for (long id = 100; id < 2_200; id++) {
            ledger.hold(List.of(arrival(id)));
        }

        Found found = entrySearch.find(READY.ofAgent("nobody"), 500);

        assertThat(found.entries()).isEmpty();
        assertThat(found.lookedAt()).isBetween(1_000, 1_500);
        assertThat(found.next()).isPresent();
    }

    @Test
    void refusesWhatNothingLists() {
        assertThatThrownBy(() -> EntryFilter.inState(EntryState.SETTLED))
                .hasMessageContaining("archive");
        assertThatThrownBy(() -> entrySearch.find(READY, 10, "nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense");
    }
}
