package io.quill.events.push;

import static io.quill.events.ledger.Events.arrival;
import static io.quill.events.ledger.Events.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.EventKey;
import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Events;
import io.quill.events.push.FakeSink.Mood;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class StoriesTest {
    private final Rig rig = new Rig(InDoubt.RESEND);
    private final Stories stories = new Stories(rig.ledger, rig.store);

    private Story story(long id) {
        return stories.of(Rig.key(id)).orElseThrow();
    }

    private List<What> whats(long id) {
        return story(id).chapters().stream().map(Chapter::what).toList();
    }

    private String words(long id) {
        return String.join("\n", story(id).chapters().stream().map(Chapter::words).toList());
    }

    @Test
    void knowsNothingOfWhatNeverCame() {
        assertThat(stories.of(Rig.key(1))).isEmpty();
    }

    @Test
    void tellsTheWayFromTheEnvelopeToTheRequest() {
        rig.hold(1);

        rig.run();

        assertThat(whats(1))
                .containsSubsequence(
                        What.RECEIVED, What.BATCHED, What.FIXED, What.PUSHED, What.SETTLED);
        assertThat(words(1)).contains("env-1").contains("batch 1: taken: request request");
        assertThat(story(1).requestId()).contains("request");
        assertThat(story(1).chapters())
                .isSortedAccordingTo((one, two) -> one.at().compareTo(two.at()));
    }

    @Test
    void tellsOfEachBatchThatLetItGo() {
        rig.hold(1, 2, 3, 4);
        rig.sink.poison.add(Rig.key(3).value());

        rig.run();

        assertThat(whats(1)).contains(What.RELEASED, What.SETTLED);
        assertThat(rig.entry(1).past().batches()).hasSizeGreaterThan(1);
        assertThat(whats(3)).endsWith(What.DEAD);
        assertThat(words(3)).contains("a bad row");
        assertThat(story(3).requestId()).isEmpty();
    }

    @Test
    void tellsHowADoubtWasResolved() {
        rig.hold(1);
        rig.sink.moods.add(Mood.LOSES_SILENTLY);

        rig.run();

        assertThat(whats(1)).containsSubsequence(What.FIXED, What.DOUBTED, What.FIXED, What.PUSHED);
        assertThat(words(1)).contains("silence; the sequence number says that it was not taken");
    }

    @Test
    void namesTheRowsThatMayBeDoubled() {
        rig.sink.numbered = false;
        rig.sink.queried = false;
        rig.hold(1, 2);
        rig.sink.moods.add(Mood.TAKES_SILENTLY);

        rig.run();

        BatchStory batch = stories.ofBatch(1).orElseThrow();
        assertThat(batch.mayBeDoubled()).containsExactlyInAnyOrder(Rig.key(1), Rig.key(2));
        assertThat(batch.chapters()).extracting(Chapter::what).contains(What.DOUBTED, What.PUSHED);
    }

    @Test
    void tellsOfTheGateAndOfWhoWasLetIn() {
        rig.roster.put("4711", Admission.STRANGER);
        rig.hold(1);
        rig.run();
        assertThat(whats(1)).containsExactly(What.RECEIVED, What.GATED);

        rig.roster.clear();
        rig.ledger.revive(rig.entry(1));
        rig.run();

        assertThat(whats(1)).containsSubsequence(What.GATED, What.REVIVED, What.SETTLED);
    }

    @Test
    void tellsOfALookUpThatCameToNothing() {
        rig.ledger.hold(List.of(arrival(call(1, ""))));
        Entry entry = rig.entry(1);
        rig.clock.advance(Duration.ofMinutes(1));
        rig.ledger.park(entry, "it has no owner", Events.NINE.plus(Duration.ofMinutes(5)));

        assertThat(whats(1)).containsExactly(What.RECEIVED, What.PARKED);
        assertThat(words(1)).contains("looked up in vain, the 1. time: it has no owner");
    }

    @Test
    void tellsWhichDeliveryBroughtWhatWasMissing() {
        rig.ledger.hold(List.of(arrival(call(1, ""))));
        rig.clock.advance(Duration.ofMinutes(1));
        rig.ledger.hold(
                List.of(
                        new Arrival.Countable(
                                call(1), "", "env-2", Events.NINE.plus(Duration.ofMinutes(1)))));

        assertThat(whats(1)).containsExactly(What.RECEIVED, What.COMPLETED);
        assertThat(words(1)).contains("envelope env-2 brought what was missing");
    }

    @Test
    void keepsTheLastBatchesOfMany() {
        rig.hold(1);
        for (long batch = 1; batch <= 20; batch++) {
            rig.ledger.claim(List.of(rig.entry(1)), batch);
            rig.ledger.release(List.of(Rig.key(1)), batch);
        }

        assertThat(rig.entry(1).past().batches()).hasSize(16).endsWith(19L, 20L);
    }

    @Test
    void tellsInTheListWhatMayBeDoubled() {
        rig.sink.numbered = false;
        rig.sink.queried = false;
        rig.hold(1, 2);
        rig.sink.moods.add(FakeSink.Mood.LOSES_SILENTLY);
        rig.run();
        rig.hold(3);
        rig.run();

        assertThat(stories.latestBatches(5))
                .extracting(BatchStory::mayBeDoubled)
                .containsExactly(List.of(), List.of(Rig.key(1), Rig.key(2)));
    }

    @Test
    void listsTheLatestBatchesFirst() {
        rig.hold(1);
        rig.run();
        rig.hold(2);
        rig.run();

        assertThat(stories.latestBatches(5)).extracting(BatchStory::number).containsExactly(2L, 1L);
        assertThat(stories.ofBatch(3)).isEmpty();
        assertThat(stories.of(new EventKey("ALOWARE:77"))).isEmpty();
    }
}
