package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Every process may read where the one that pushes pushes to. */
class DatasetInUseTest {
    private final Rig rig = new Rig(InDoubt.RESEND);

    @Test
    void isUnknownBeforeAnythingIsPushed() {
        assertThat(DatasetInUse.in(rig.store)).isEmpty();
    }

    @Test
    void hasAllTablesAsARule() {
        rig.run();

        assertThat(DatasetInUse.in(rig.store)).contains(new DatasetInUse("dataset", List.of()));
    }

    @Test
    void lacksTablesUntilAnotherLookFindsThem() {
        rig.sink.missing = List.of("DimGoal", "DimShift");
        rig.run();

        assertThat(DatasetInUse.in(rig.store))
                .contains(new DatasetInUse("dataset", List.of("DimGoal", "DimShift")));

        rig.sink.missing = List.of();
        rig.pusher.forget();
        rig.run();

        assertThat(DatasetInUse.in(rig.store)).contains(new DatasetInUse("dataset", List.of()));
    }
}
