package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.ledger.State;
import io.quill.events.push.FakeSink.Mood;
import io.quill.events.push.HeldBatches.Answer;
import io.quill.events.push.HeldBatches.Held;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

class HeldBatchesTest {
    private final Rig rig = new Rig(InDoubt.HOLD);
    private final HeldBatches held = new HeldBatches(rig.store, rig.clock);

    @BeforeEach
    void nobodyCanTell() {
        rig.sink.numbered = false;
        rig.sink.queried = false;
    }

    private void holdOneBatch() {
        rig.hold(1, 2);
        rig.sink.moods.add(Mood.LOSES_SILENTLY);
        rig.run();
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
                            assertThat(batch.story()).extracting(Chapter::what).endsWith(What.HELD);
                        });
    }

    @Test
    void staysInTheListHoweverManyBatchesFollow() {
        holdOneBatch();
        for (long id = 10; id < 70; id++) {
            rig.hold(id);
            rig.run();
        }

        assertThat(held.list()).extracting(Held::number).containsExactly(1L);
        assertThat(rig.state(1)).isEqualTo(State.BATCHED);
    }

    @Test
    void sendsItAgainWhenAnOperatorSaysSo() {
        holdOneBatch();

        assertThat(held.rule(1, Ruling.RESEND, "ada")).isInstanceOf(Answer.Ordered.class);
        rig.run();

        assertThat(rig.sink.rows).containsExactlyInAnyOrder("ALOWARE:1", "ALOWARE:2");
        assertThat(rig.state(1)).isEqualTo(State.SETTLED);
        assertThat(held.list()).isEmpty();
        BatchStory story = new Stories(rig.ledger, rig.store).ofBatch(1).orElseThrow();
        assertThat(story.chapters())
                .anySatisfy(
                        each -> {
                            assertThat(each.what()).isEqualTo(What.RULED);
                            assertThat(each.words()).contains("by order of ada");
                        });
        assertThat(story.mayBeDoubled()).hasSize(2);
    }

    @Test
    void countsItAsTakenWhenAnOperatorSaysSo() {
        holdOneBatch();

        held.rule(1, Ruling.ACCEPT, "ada");
        rig.run();

        assertThat(rig.sink.rows).isEmpty();
        assertThat(rig.state(2)).isEqualTo(State.SETTLED);
        assertThat(held.list()).isEmpty();
    }

    @Test
    void keepsTheFirstOrderOfTwo() {
        holdOneBatch();

        held.rule(1, Ruling.RESEND, "ada");

        assertThat(held.rule(1, Ruling.ACCEPT, "ben"))
                .isInstanceOfSatisfying(
                        Answer.OrderedBefore.class,
                        before -> assertThat(before.order().who()).isEqualTo("ada"));
        assertThat(held.list().getFirst().order().map(Order::ruling)).contains(Ruling.RESEND);
    }

    @Test
    void refusesAnOrderAboutWhatIsNotHeld() {
        rig.hold(1);
        rig.run();

        for (long number : List.of(1L, 2L)) {
            assertThat(held.rule(number, Ruling.ACCEPT, "ada")).isEqualTo(new Answer.NotHeld());
        }
    }
}
