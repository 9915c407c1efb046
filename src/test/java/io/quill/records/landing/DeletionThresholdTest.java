package io.quill.records.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletionThresholdTest {
    private static final DeletionThreshold FLOOR = new DeletionThreshold(3, 0.5);

    @ParameterizedTest
    @CsvSource({"10, 10", "12, 10", "5, 10", "0, 0", "2, 1"})
    void letsAListingDeleteThatIsFullEnough(long seen, long live) {
        assertThat(FLOOR.objection(seen, live)).isEmpty();
    }

    @Test
    void objectsToAListingOfLessThanHalf() {
        assertThat(FLOOR.objection(4, 10)).get().asString().contains("4 ids of 10", "50 %");
    }

    @Test
    void objectsToAListingOfHardlyAnything() {
        assertThat(FLOOR.objection(2, 3)).get().asString().contains("2 ids", "at least 3");
    }

    @Test
    void isAShareOfOneAtMost() {
        assertThatThrownBy(() -> new DeletionThreshold(1, 1.5)).hasMessageContaining("share");
        assertThatThrownBy(() -> new DeletionThreshold(1, Double.NaN))
                .hasMessageContaining("share");
    }
}
