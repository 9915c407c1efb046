package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.ledger.EntryState;
import io.quill.events.push.ScriptedSink.Mood;
import io.quill.platform.file.ArchiveException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class BatchArchiverTest {
    private final PusherFixture pusherFixture = new PusherFixture(DoubtPolicy.RESEND);
    private final List<String> kept = new ArrayList<>();
    private boolean away;
    private final BatchArchiver batchArchiver =
            new BatchArchiver(
                    pusherFixture.store, this::keep, pusherFixture.clock, Duration.ofDays(14));

    private void keep(List<SettledBatch> batches) {
        if (away) {
            throw new ArchiveException("the disk is full", new IOException());
        }
        batches.forEach(
                batch -> batch.rows().stream().map(ScriptedSink::eventId).forEach(kept::add));
    }

    private int archive() {
        return batchArchiver.run(pusherFixture.pusher.lease().orElseThrow());
    }

    private String stage(long batch) {
        return new StoryReader(pusherFixture.ledger, pusherFixture.store)
                .findBatch(batch)
                .orElseThrow()
                .stage();
    }

    @Test
    void bringsEverySettledFactOnce() {
        pusherFixture.hold(1, 2);
        pusherFixture.run();
        pusherFixture.hold(3);
        pusherFixture.run();

        assertThat(archive()).isEqualTo(2);

        assertThat(kept).containsExactlyInAnyOrder("ALOWARE:1", "ALOWARE:2", "ALOWARE:3");
        assertThat(archive()).isZero();
        assertThat(stage(1)).isEqualTo("done");
        assertThat(new BatchReader(pusherFixture.store).chunks(BatchItems.contents(1))).isEmpty();
    }

    @Test
    void waitsForAnArchiveThatIsAwayWhilePushingGoesOn() {
        away = true;
        pusherFixture.hold(1);
        pusherFixture.run();
        assertThat(archive()).isZero();
        pusherFixture.hold(2);
        pusherFixture.run();
        pusherFixture.clock.advance(Duration.ofDays(30));
        pusherFixture.run();

        assertThat(pusherFixture.sink.rows).hasSize(2);
        assertThat(batchArchiver.fault()).contains("the disk is full");
        assertThat(pusherFixture.ledger.find(PusherFixture.key(1))).isEmpty();
        away = false;
        assertThat(archive()).isEqualTo(2);

        assertThat(kept).containsExactlyInAnyOrder("ALOWARE:1", "ALOWARE:2");
        assertThat(batchArchiver.fault()).isEmpty();
    }

    @Test
    void bringsOnlyWhatWasFoundOfABatchInDoubt() {
        pusherFixture.sink.numbered = false;
        pusherFixture.hold(1, 2, 3);
        pusherFixture.sink.rows.add("ALOWARE:2");
        pusherFixture.sink.moods.add(Mood.LOSES_SILENTLY);

        pusherFixture.run();

        assertThat(pusherFixture.state(1)).isEqualTo(EntryState.SETTLED);
        assertThat(pusherFixture.sink.rows).hasSize(3).doesNotHaveDuplicates();
        archive();
        assertThat(kept).containsExactlyInAnyOrder("ALOWARE:1", "ALOWARE:2", "ALOWARE:3");
        assertThat(kept.getFirst()).isEqualTo("ALOWARE:2");
    }
}
