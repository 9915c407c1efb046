package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.ledger.EntryState;
import io.quill.events.push.HeldBatches.Answer;
import io.quill.events.push.HeldBatches.Held;
import io.quill.events.push.ScriptedSink.Mood;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

class HeldBatchesTest {
    private final PusherFixture pusherFixture = new PusherFixture(DoubtPolicy.HOLD);
    private final HeldBatches held = new HeldBatches(pusherFixture.store, pusherFixture.clock);

    @BeforeEach
    void nobodyCanTell() {
        pusherFixture.sink.numbered = false;
        pusherFixture.sink.queried = false;
    }

    private void holdOneBatch() {
        pusherFixture.hold(1, 2);
        pusherFixture.sink.moods.add(Mood.LOSES_SILENTLY);
        pusherFixture.run();
    }

    @Test
    void listsWhatWaitsWithItsStory() {
        holdOneBatch();

        assertThat(held.list())
                .singleElement()
                .satisfies(
                        batch -> {
                            assertThat(batch.number()).isEqualTo(1);
                            assertThat(batch.rows()).isEqualTo(2);
                            assertThat(batch.order()).isEmpty();
                            assertThat(batch.story())
                                    .extracting(StoryEntry::kind)
                                    .endsWith(StoryEntryKind.HELD);
                        });
    }

    @Test
    void staysInTheListHoweverManyBatchesFollow() {
        holdOneBatch();
        for (long id = 10; id < 70; id++) {
            pusherFixture.hold(id);
            pusherFixture.run();
        }

        assertThat(held.list()).extracting(Held::number).containsExactly(1L);
        assertThat(pusherFixture.state(1)).isEqualTo(EntryState.BATCHED);
    }

    @Test
    void sendsItAgainWhenAnOperatorSaysSo() {
        holdOneBatch();

        assertThat(held.decide(1, HeldBatchDecision.RESEND, "ada"))
                .isInstanceOf(Answer.Ordered.class);
        pusherFixture.run();

        assertThat(pusherFixture.sink.rows).containsExactlyInAnyOrder("ALOWARE:1", "ALOWARE:2");
        assertThat(pusherFixture.state(1)).isEqualTo(EntryState.SETTLED);
        assertThat(held.list()).isEmpty();
        BatchStory story =
                new StoryReader(pusherFixture.ledger, pusherFixture.store)
                        .findBatch(1)
                        .orElseThrow();
        assertThat(story.entries())
                .anySatisfy(
                        each -> {
                            assertThat(each.kind()).isEqualTo(StoryEntryKind.RULED);
                            assertThat(each.words()).contains("by order of ada");
                        });
        assertThat(story.mayBeDoubled()).hasSize(2);
    }

    /** Posts: the first, two by the order, then halves, and the row alone four times. */
    @Test
    void isolatesARowWhosePostsStayInDoubtByOneOrder() {
        pusherFixture.sink.poison.add("ALOWARE:5");
        pusherFixture.sink.poisonDoubts = true;
        pusherFixture.hold(1, 2, 3, 4, 5, 6, 7, 8);
        pusherFixture.run();

        held.decide(1, HeldBatchDecision.RESEND, "ada");
        pusherFixture.run();
        pusherFixture.hold(9);
        pusherFixture.run();

        assertThat(pusherFixture.sink.rows)
                .containsExactlyInAnyOrder(
                        "ALOWARE:1",
                        "ALOWARE:2",
                        "ALOWARE:3",
                        "ALOWARE:4",
                        "ALOWARE:6",
                        "ALOWARE:7",
                        "ALOWARE:8",
                        "ALOWARE:9");
        assertThat(pusherFixture.state(5)).isEqualTo(EntryState.DEAD);
        assertThat(held.list()).isEmpty();
        assertThat(pusherFixture.sink.batches.values())
                .filteredOn(rows -> rows.size() == 8)
                .as("the batch, and once more by the order")
                .hasSize(2);
    }

    @Test
    void asksAgainAboutRowsThatNoOrderCovers() {
        holdOneBatch();
        held.decide(1, HeldBatchDecision.RESEND, "ada");
        pusherFixture.run();

        pusherFixture.hold(3);
        pusherFixture.sink.moods.add(Mood.LOSES_SILENTLY);
        pusherFixture.run();

        assertThat(held.list()).singleElement().satisfies(it -> assertThat(it.rows()).isOne());
        assertThat(pusherFixture.state(3)).isEqualTo(EntryState.BATCHED);
    }

    @Test
    void countsItAsTakenWhenAnOperatorSaysSo() {
        holdOneBatch();

        held.decide(1, HeldBatchDecision.ACCEPT, "ada");
        pusherFixture.run();

        assertThat(pusherFixture.sink.rows).isEmpty();
        assertThat(pusherFixture.state(2)).isEqualTo(EntryState.SETTLED);
        assertThat(held.list()).isEmpty();
    }

    @Test
    void keepsTheFirstOrderOfTwo() {
        holdOneBatch();

        held.decide(1, HeldBatchDecision.RESEND, "ada");

        assertThat(held.decide(1, HeldBatchDecision.ACCEPT, "ben"))
                .isInstanceOfSatisfying(
                        Answer.OrderedBefore.class,
                        before -> assertThat(before.order().who()).isEqualTo("ada"));
        assertThat(held.list().getFirst().order().map(HeldBatchOrder::ruling))
                .contains(HeldBatchDecision.RESEND);
    }

    @Test
    void refusesAnOrderAboutWhatIsNotHeld() {
        pusherFixture.hold(1);
        pusherFixture.run();

        for (long number : List.of(1L, 2L)) {
            assertThat(held.decide(number, HeldBatchDecision.ACCEPT, "ada"))
                    .isEqualTo(new Answer.NotHeld());
        }
    }
}
