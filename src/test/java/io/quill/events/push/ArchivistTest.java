package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.ledger.State;
import io.quill.events.push.FakeSink.Mood;
import io.quill.platform.file.ArchiveFault;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class ArchivistTest {
    private final Rig rig = new Rig(InDoubt.RESEND);
    private final List<String> kept = new ArrayList<>();
    private boolean away;
    private final Archivist archivist =
            new Archivist(rig.store, this::keep, rig.clock, Duration.ofDays(14));

    private void keep(List<Settled> batches) {
        if (away) {
            throw new ArchiveFault("the disk is full", new IOException());
        }
        batches.forEach(batch -> batch.rows().stream().map(FakeSink::eventId).forEach(kept::add));
    }

    private int archive() {
        return archivist.run(rig.pusher.lease().orElseThrow());
    }

    private String stage(long batch) {
        return new Stories(rig.ledger, rig.store).ofBatch(batch).orElseThrow().stage();
    }

    @Test
    void bringsEverySettledFactOnce() {
        rig.hold(1, 2);
        rig.run();
        rig.hold(3);
        rig.run();

        assertThat(archive()).isEqualTo(2);

        assertThat(kept).containsExactlyInAnyOrder("ALOWARE:1", "ALOWARE:2", "ALOWARE:3");
        assertThat(archive()).isZero();
        assertThat(stage(1)).isEqualTo("done");
        assertThat(new Batches(rig.store).chunks(BatchItems.contents(1))).isEmpty();
    }

    @Test
    void waitsForAnArchiveThatIsAwayWhilePushingGoesOn() {
        away = true;
        rig.hold(1);
        rig.run();
        assertThat(archive()).isZero();
        rig.hold(2);
        rig.run();
        rig.clock.advance(Duration.ofDays(30));
        rig.run();

        assertThat(rig.sink.rows).hasSize(2);
        assertThat(archivist.fault()).contains("the disk is full");
        assertThat(rig.ledger.find(Rig.key(1))).isEmpty();
        away = false;
        assertThat(archive()).isEqualTo(2);

        assertThat(kept).containsExactlyInAnyOrder("ALOWARE:1", "ALOWARE:2");
        assertThat(archivist.fault()).isEmpty();
    }

    @Test
    void bringsOnlyWhatWasFoundOfABatchInDoubt() {
        rig.sink.numbered = false;
        rig.hold(1, 2, 3);
        rig.sink.rows.add("ALOWARE:2");
        rig.sink.moods.add(Mood.LOSES_SILENTLY);

        rig.run();

        assertThat(rig.state(1)).isEqualTo(State.SETTLED);
        assertThat(rig.sink.rows).hasSize(3).doesNotHaveDuplicates();
        archive();
        assertThat(kept).containsExactlyInAnyOrder("ALOWARE:1", "ALOWARE:2", "ALOWARE:3");
        assertThat(kept.getFirst()).isEqualTo("ALOWARE:2");
    }
}
