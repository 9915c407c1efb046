package io.quill.events.push;

import static io.quill.events.ledger.EventFixtures.arrival;
import static io.quill.events.ledger.EventFixtures.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.EventFixtures;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.push.ScriptedSink.Mood;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.CrashingStore;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.ProcessKilledException;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

class PusherTest {
    private final SettableClock clock = new SettableClock(EventFixtures.NINE);
    private final MemoryStore store = new MemoryStore(clock);
    private final CrashingStore brittle = new CrashingStore(store);
    private final Ledger ledger = new Ledger(brittle, clock, Duration.ofDays(14));
    private final ScriptedSink sink = new ScriptedSink();
    private final Map<String, Admission> roster = new HashMap<>();
    private Pusher pusher = pusher(DoubtPolicy.RESEND);

    private Pusher pusher(DoubtPolicy doubtPolicy) {
        return new Pusher(
                brittle,
                new Ledger(brittle, clock, Duration.ofDays(14)),
                new Lease(brittle, clock, "pusher", Duration.ofSeconds(6)),
                new Pusher.Neighbours(
                        sink,
                        agent -> roster.getOrDefault(agent, Admission.ADMITTED),
                        new NoPrerequisites(),
                        _ -> ZoneOffset.UTC),
                doubtPolicy,
                Duration.ofDays(14),
                clock);
    }

    private void hold(long... ids) {
        LongStream.of(ids).forEach(id -> ledger.hold(List.of(arrival(id))));
    }

    private EntryState state(long id) {
        return ledger.find(call(id).key()).map(LedgerEntry::state).orElseThrow();
    }

    private static List<String> ids(long... ids) {
        return LongStream.of(ids).mapToObj(id -> call(id).key().value()).toList();
    }

    /** Ten minutes of rounds, half a second apart. */
    private void run() {
        for (int i = 0; i < 1200; i++) {
            round(pusher);
            clock.advance(Duration.ofMillis(500));
        }
    }

    private static void round(Pusher pusher) {
        pusher.keepLease();
        if (pusher.mayGoOn()) {
            PushRound pushRound = pusher.ensureDimensions(pusher.gate(pusher.begin()));
            pusher.settle(pusher.post(pusher.throttle(pusher.aggregate(pushRound))));
        }
    }

    @Test
    void bringsWhatIsReadyToTheSinkOnce() {
        hold(1, 2, 3);

        run();

        assertThat(sink.rows).containsExactlyInAnyOrderElementsOf(ids(1, 2, 3));
        assertThat(sink.posts).isEqualTo(1);
        assertThat(state(2)).isEqualTo(EntryState.SETTLED);
    }

    @Test
    void emptiesTheFactsByOrderAndGoesOnWithWhatIsNew() {
        hold(1, 2);
        run();
        ClearOrders clearOrders = new ClearOrders(store);
        clearOrders.order("FactEvent", "ana", clock);
        clearOrders.order("DimAgent", "ana", clock);
        hold(3);

        run();

        assertThat(sink.rows).containsExactlyElementsOf(ids(3));
        assertThat(state(1)).isEqualTo(EntryState.SETTLED);
        assertThat(clearOrders.pending())
                .extracting(ClearOrders.Clearing::table)
                .containsExactly("DimAgent");
    }

    @Test
    void emptiesNothingOnceItsLeaseIsLost() {
        hold(1);
        run();
        new ClearOrders(store).order("FactEvent", "ana", clock);
        Lease other = new Lease(store, clock, "pusher", Duration.ofSeconds(6));
        clock.advance(Duration.ofSeconds(7));
        assertThat(other.acquire()).isPresent();

        assertThatThrownBy(pusher::begin).isInstanceOf(GuardLostException.class);
        assertThat(sink.rows).containsExactlyElementsOf(ids(1));
    }

    @Test
    void stampsTheBusinessDateAndEveryColumn() {
        List<String> posted = new ArrayList<>();
        FactRows rows = new FactRows(_ -> ZoneOffset.ofHours(-10));
        posted.add(rows.row(call(1)));

        assertThat(posted)
                .containsExactly(
                        """
                        {"EventID":"ALOWARE:1","AgentID":"4711","FactDateKey":"2026-03-01T00:00:00.000Z",\
                        "MetricID":"CALLS","OccurredAt":"2026-03-02T09:00:00.000Z","Source":"ALOWARE",\
                        "Direction":"outbound","Outcome":"completed","TalkSeconds":63,"DurationSeconds":70,\
                        "RingGroupID":"8465","Notes":""}""");
    }

    @Nested
    class OffersAgain {
        @Test
        void whatASilenceSwallowed() {
            hold(1, 2);
            sink.moods.add(Mood.LOSES_SILENTLY);

            run();

            assertThat(sink.rows).containsExactlyInAnyOrderElementsOf(ids(1, 2));
            assertThat(sink.posts).isEqualTo(2);
        }

        @Test
        void nothingThatASilenceHadTaken() {
            hold(1, 2);
            sink.moods.add(Mood.TAKES_SILENTLY);

            run();

            assertThat(sink.rows).containsExactlyInAnyOrderElementsOf(ids(1, 2));
            assertThat(sink.posts).isEqualTo(1);
            assertThat(state(1)).isEqualTo(EntryState.SETTLED);
        }

        @Test
        void nothingBeforeSomebodyTellsWhatBecameOfIt() {
            hold(1, 2);
            sink.moods.add(Mood.LOSES_SILENTLY);
            sink.silent = Integer.MAX_VALUE;

            run();

            assertThat(sink.posts).isEqualTo(1);
            assertThat(sink.questions).isGreaterThan(300);
            assertThat(story(1)).containsOnlyOnce("it is asked until somebody does");
            sink.silent = 0;

            run();

            assertThat(sink.rows).containsExactlyInAnyOrderElementsOf(ids(1, 2));
            assertThat(sink.posts).isEqualTo(2);
        }

        @Test
        void whatNobodyTellsOfBecauseEachQueryIsTooSlow() {
            sink.numbered = false;
            sink.queriesHang = true;
            hold(1);
            sink.moods.add(Mood.LOSES_SILENTLY);

            run();

            assertThat(sink.rows).containsExactlyElementsOf(ids(1));
            assertThat(story(1)).contains("a query is not answered").contains("may be doubled");
        }

        @Test
        void nothingForAFollowerEitherWhoIsNotAnswered() {
            hold(1);
            sink.moods.add(Mood.TAKES_SILENTLY);
            pusher.keepLease();
            sink.beforeAnswer =
                    () -> {
                        throw new ProcessKilledException("while nobody answers");
                    };
            assertThatThrownBy(() -> round(pusher)).isInstanceOf(ProcessKilledException.class);
            sink.beforeAnswer = () -> {};
            sink.silent = 20;
            clock.advance(Duration.ofSeconds(7));
            pusher = pusher(DoubtPolicy.RESEND);

            run();

            assertThat(sink.rows).containsExactlyElementsOf(ids(1));
            assertThat(sink.posts).isEqualTo(1);
            assertThat(state(1)).isEqualTo(EntryState.SETTLED);
        }

        @Test
        void nothingOfWhichAnOperatorNeedNotDecide() {
            pusher = pusher(DoubtPolicy.HOLD);
            sink.numbered = false;
            hold(1);
            sink.moods.add(Mood.TAKES_SILENTLY);
            sink.silent = 100;

            run();

            assertThat(sink.rows).containsExactlyElementsOf(ids(1));
            assertThat(state(1)).isEqualTo(EntryState.SETTLED);
        }

        @Test
        void nothingThatAQueryFindsWhereThereAreNoNumbers() {
            sink.numbered = false;
            hold(1, 2);
            sink.moods.add(Mood.TAKES_SILENTLY);

            run();

            assertThat(sink.rows).containsExactlyInAnyOrderElementsOf(ids(1, 2));
        }

        @Test
        void whatNobodyCanTellOfAndSaysSo() {
            sink.numbered = false;
            sink.queried = false;
            hold(1);
            sink.moods.add(Mood.TAKES_SILENTLY);

            run();

            assertThat(sink.rows).containsExactlyElementsOf(ids(1, 1));
            assertThat(story(1)).contains("may be doubled").contains("settled");
        }

        @Test
        void nothingThatNobodyCanTellOfWhenAnOperatorDecides() {
            pusher = pusher(DoubtPolicy.HOLD);
            sink.numbered = false;
            sink.queried = false;
            hold(1);
            sink.moods.add(Mood.LOSES_SILENTLY);

            run();
            hold(2);
            run();

            assertThat(sink.rows).containsExactlyElementsOf(ids(2));
            assertThat(state(1)).isEqualTo(EntryState.BATCHED);
            assertThat(story(1)).contains("held for an operator");
        }

        @Test
        void whatWasNotSentOrThrottledOrTooLarge() {
            hold(1, 2, 3, 4);
            sink.moods.addAll(
                    List.of(Mood.IS_NOT_REACHED, Mood.THROTTLES, Mood.FINDS_IT_TOO_LARGE));

            run();

            assertThat(sink.rows).containsExactlyInAnyOrderElementsOf(ids(1, 2, 3, 4));
        }
    }

    @Test
    void triesSoonAgainWhatWasBusyAndThenMoreSeldom() {
        hold(1);
        sink.moods.addAll(List.of(Mood.IS_BUSY, Mood.IS_BUSY, Mood.IS_BUSY));
        List<Duration> posts = new ArrayList<>();
        sink.beforeAnswer = () -> posts.add(Duration.between(EventFixtures.NINE, clock.instant()));

        run();

        assertThat(posts)
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(12),
                        Duration.ofSeconds(28));
    }

    @Nested
    class SetsAside {
        @Test
        void theOnePoisonRowAndPushesTheRest() {
            long[] all = LongStream.rangeClosed(1, 40).toArray();
            hold(all);
            sink.poison.add(call(17).key().value());

            run();

            assertThat(sink.rows).hasSize(39).doesNotHaveDuplicates();
            assertThat(state(17)).isEqualTo(EntryState.DEAD);
            assertThat(ledger.find(call(17).key()).orElseThrow().reason()).contains("a bad row");
        }

        @Test
        void theOnePoisonRowWhileOthersKeepComing() {
            hold(LongStream.rangeClosed(1, 40).toArray());
            sink.poison.add(call(1).key().value());

            for (int i = 0; i < 40 && state(1) != EntryState.DEAD; i++) {
                long first = 100 + 20L * i;
                hold(LongStream.range(first, first + 20).toArray());
                round(pusher);
                clock.advance(Duration.ofMillis(300));
            }

            assertThat(state(1)).isEqualTo(EntryState.DEAD);
        }

        @Test
        void noRowWhenTheTableRefusesThemAll() {
            for (long id = 1; id <= 20; id++) {
                hold(id);
                sink.poison.add(call(id).key().value());
            }

            run();

            long dead =
                    LongStream.rangeClosed(1, 20)
                            .filter(id -> state(id) == EntryState.DEAD)
                            .count();
            assertThat(dead).isEqualTo(3);
            assertThat(pusher.status()).contains("a bad row");
        }

        @Test
        void everyPoisonRowOfMany() {
            hold(LongStream.rangeClosed(1, 40).toArray());
            for (long id = 1; id <= 20; id++) {
                sink.poison.add(call(id).key().value());
            }

            run();
            hold(41);
            run();

            assertThat(sink.rows).hasSize(21).doesNotHaveDuplicates();
            assertThat(LongStream.rangeClosed(1, 20)).allMatch(id -> state(id) == EntryState.DEAD);
        }

        @Test
        void strangersAtTheGate() {
            roster.put("4711", Admission.STRANGER);
            hold(1);

            run();

            assertThat(sink.rows).isEmpty();
            assertThat(state(1)).isEqualTo(EntryState.GATED);
        }

        @Test
        void nobodyBeforeThereIsARoster() {
            roster.put("4711", Admission.UNKNOWN_YET);
            hold(1);
            run();
            assertThat(state(1)).isEqualTo(EntryState.READY);

            roster.clear();
            run();

            assertThat(sink.rows).isEqualTo(ids(1));
        }
    }

    @Nested
    class GoesOn {
        @Test
        void behindTheNumberOfAForeignWriter() {
            sink.number = 500;
            hold(1, 2);

            run();

            assertThat(sink.rows).containsExactlyInAnyOrderElementsOf(ids(1, 2));
            assertThat(sink.number).isGreaterThan(500);
        }

        @Test
        void behindTheNumberThatARestoredStoreHasForgotten() {
            sink.number = 1;
            hold(1, 2);
            sink.moods.add(Mood.LOSES_SILENTLY);

            run();

            assertThat(sink.rows).containsExactlyInAnyOrderElementsOf(ids(1, 2));
        }

        @Test
        void withoutSplittingWhatMayStillArrive() {
            hold(1, 2);
            sink.moods.addAll(List.of(Mood.TAKES_LATE, Mood.FINDS_IT_TOO_LARGE));

            round(pusher);
            clock.advance(Duration.ofSeconds(3));
            round(pusher);
            sink.arrive();
            run();

            assertThat(sink.rows).containsExactlyInAnyOrderElementsOf(ids(1, 2));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 4})
        void withoutPostingAgainWhatItHadLetGo(int writesBeforeTheEnd) {
            hold(1, 2);
            sink.moods.add(Mood.FINDS_IT_TOO_LARGE);
            sink.meanwhile = () -> brittle.dieAfter(writesBeforeTheEnd);
            assertThatThrownBy(PusherTest.this::run).isInstanceOf(ProcessKilledException.class);
            pusher = pusher(DoubtPolicy.RESEND);

            run();

            assertThat(sink.rows).containsExactlyInAnyOrderElementsOf(ids(1, 2));
        }

        @Test
        void whereAPredecessorWasKilledAfterItsPost() {
            hold(1, 2);
            sink.beforeAnswer =
                    () -> {
                        throw new IllegalStateException("killed");
                    };
            try {
                run();
            } catch (IllegalStateException _) {
                sink.beforeAnswer = () -> {};
            }
            pusher = pusher(DoubtPolicy.RESEND);

            run();

            assertThat(sink.rows).containsExactlyInAnyOrderElementsOf(ids(1, 2));
            assertThat(state(1)).isEqualTo(EntryState.SETTLED);
        }
    }

    private String story(long number) {
        return new BatchReader(store).story(number).orElseThrow();
    }
}
