package io.quill.events.push;

import static io.quill.events.ledger.EventFixtures.arrival;
import static io.quill.events.ledger.EventFixtures.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.EventKey;
import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.EventFixtures;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.push.ScriptedSink.Mood;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class StoryReaderTest {
    private final PusherFixture pusherFixture = new PusherFixture(DoubtPolicy.RESEND);
    private final StoryReader storyReader =
            new StoryReader(pusherFixture.ledger, pusherFixture.store);

    private Story story(long id) {
        return storyReader.find(PusherFixture.key(id)).orElseThrow();
    }

    private List<StoryEntryKind> whats(long id) {
        return story(id).entries().stream().map(StoryEntry::kind).toList();
    }

    private String words(long id) {
        return String.join("\n", story(id).entries().stream().map(StoryEntry::words).toList());
    }

    @Test
    void knowsNothingOfWhatNeverCame() {
        assertThat(storyReader.find(PusherFixture.key(1))).isEmpty();
    }

    @Test
    void tellsTheWayFromTheEnvelopeToTheRequest() {
        pusherFixture.hold(1);

        pusherFixture.run();

        assertThat(whats(1))
                .containsSubsequence(
                        StoryEntryKind.RECEIVED,
                        StoryEntryKind.BATCHED,
                        StoryEntryKind.FIXED,
                        StoryEntryKind.PUSHED,
                        StoryEntryKind.SETTLED);
        assertThat(words(1)).contains("env-1").contains("batch 1: taken: request request");
        assertThat(story(1).requestId()).contains("request");
        assertThat(story(1).entries())
                .isSortedAccordingTo((one, two) -> one.at().compareTo(two.at()));
    }

    @Test
    void tellsOfEachBatchThatLetItGo() {
        pusherFixture.hold(1, 2, 3, 4);
        pusherFixture.sink.poison.add(PusherFixture.key(3).value());

        pusherFixture.run();

        assertThat(whats(1)).contains(StoryEntryKind.RELEASED, StoryEntryKind.SETTLED);
        assertThat(pusherFixture.entry(1).history().batches()).hasSizeGreaterThan(1);
        assertThat(whats(3)).endsWith(StoryEntryKind.DEAD);
        assertThat(words(3)).contains("a bad row");
        assertThat(story(3).requestId()).isEmpty();
    }

    @Test
    void tellsHowADoubtWasResolved() {
        pusherFixture.hold(1);
        pusherFixture.sink.moods.add(Mood.LOSES_SILENTLY);

        pusherFixture.run();

        assertThat(whats(1))
                .containsSubsequence(
                        StoryEntryKind.FIXED,
                        StoryEntryKind.DOUBTED,
                        StoryEntryKind.FIXED,
                        StoryEntryKind.PUSHED);
        assertThat(words(1)).contains("silence; the sequence number says that it was not taken");
    }

    @Test
    void namesTheRowsThatMayBeDoubled() {
        pusherFixture.sink.numbered = false;
        pusherFixture.sink.queried = false;
        pusherFixture.hold(1, 2);
        pusherFixture.sink.moods.add(Mood.TAKES_SILENTLY);

        pusherFixture.run();

        BatchStory batch = storyReader.findBatch(1).orElseThrow();
        assertThat(batch.mayBeDoubled())
                .containsExactlyInAnyOrder(PusherFixture.key(1), PusherFixture.key(2));
        assertThat(batch.entries())
                .extracting(StoryEntry::kind)
                .contains(StoryEntryKind.DOUBTED, StoryEntryKind.PUSHED);
    }

    @Test
    void tellsOfTheGateAndOfWhoWasLetIn() {
        pusherFixture.roster.put("4711", Admission.STRANGER);
        pusherFixture.hold(1);
        pusherFixture.run();
        assertThat(whats(1)).containsExactly(StoryEntryKind.RECEIVED, StoryEntryKind.GATED);

        pusherFixture.roster.clear();
        pusherFixture.ledger.revive(pusherFixture.entry(1));
        pusherFixture.run();

        assertThat(whats(1))
                .containsSubsequence(
                        StoryEntryKind.GATED, StoryEntryKind.REVIVED, StoryEntryKind.SETTLED);
    }

    @Test
    void tellsOfALookUpThatCameToNothing() {
        pusherFixture.ledger.hold(List.of(arrival(call(1, ""))));
        LedgerEntry ledgerEntry = pusherFixture.entry(1);
        pusherFixture.clock.advance(Duration.ofMinutes(1));
        pusherFixture.ledger.park(
                ledgerEntry, "it has no owner", EventFixtures.NINE.plus(Duration.ofMinutes(5)));

        assertThat(whats(1)).containsExactly(StoryEntryKind.RECEIVED, StoryEntryKind.PARKED);
        assertThat(words(1)).contains("looked up in vain, the 1. time: it has no owner");
    }

    @Test
    void tellsWhichDeliveryBroughtWhatWasMissing() {
        pusherFixture.ledger.hold(List.of(arrival(call(1, ""))));
        pusherFixture.clock.advance(Duration.ofMinutes(1));
        pusherFixture.ledger.hold(
                List.of(
                        new Arrival.Countable(
                                call(1),
                                "",
                                "env-2",
                                EventFixtures.NINE.plus(Duration.ofMinutes(1)))));

        assertThat(whats(1)).containsExactly(StoryEntryKind.RECEIVED, StoryEntryKind.COMPLETED);
        assertThat(words(1)).contains("envelope env-2 brought what was missing");
    }

    @Test
    void keepsTheLastBatchesOfMany() {
        pusherFixture.hold(1);
        for (long batch = 1; batch <= 20; batch++) {
            pusherFixture.ledger.bindToBatch(List.of(pusherFixture.entry(1)), batch);
            pusherFixture.ledger.release(List.of(PusherFixture.key(1)), batch);
        }

        assertThat(pusherFixture.entry(1).history().batches()).hasSize(16).endsWith(19L, 20L);
    }

    @Test
    void tellsInTheListWhatMayBeDoubled() {
        pusherFixture.sink.numbered = false;
        pusherFixture.sink.queried = false;
        pusherFixture.hold(1, 2);
        pusherFixture.sink.moods.add(ScriptedSink.Mood.LOSES_SILENTLY);
        pusherFixture.run();
        pusherFixture.hold(3);
        pusherFixture.run();

        assertThat(storyReader.latestBatches(5))
                .extracting(BatchStory::mayBeDoubled)
                .containsExactly(List.of(), List.of(PusherFixture.key(1), PusherFixture.key(2)));
    }

    @Test
    void listsTheLatestBatchesFirst() {
        pusherFixture.hold(1);
        pusherFixture.run();
        pusherFixture.hold(2);
        pusherFixture.run();

        assertThat(storyReader.latestBatches(5))
                .extracting(BatchStory::number)
                .containsExactly(2L, 1L);
        assertThat(storyReader.findBatch(3)).isEmpty();
        assertThat(storyReader.find(new EventKey("ALOWARE:77"))).isEmpty();
    }
}
