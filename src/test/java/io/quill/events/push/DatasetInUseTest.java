package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Every process may read where the one that pushes pushes to. */
class DatasetInUseTest {
    private final PusherFixture pusherFixture = new PusherFixture(DoubtPolicy.RESEND);

    @Test
    void isUnknownBeforeAnythingIsPushed() {
        assertThat(DatasetInUse.find(pusherFixture.store)).isEmpty();
    }

    @Test
    void hasAllTablesAsARule() {
        pusherFixture.run();

        assertThat(DatasetInUse.find(pusherFixture.store))
                .contains(new DatasetInUse("dataset", List.of()));
    }

    @Test
    void lacksTablesUntilAnotherLookFindsThem() {
        pusherFixture.sink.missing = List.of("DimGoal", "DimShift");
        pusherFixture.run();

        assertThat(DatasetInUse.find(pusherFixture.store))
                .contains(new DatasetInUse("dataset", List.of("DimGoal", "DimShift")));

        pusherFixture.sink.missing = List.of();
        pusherFixture.pusher.reset();
        pusherFixture.run();

        assertThat(DatasetInUse.find(pusherFixture.store))
                .contains(new DatasetInUse("dataset", List.of()));
    }
}
