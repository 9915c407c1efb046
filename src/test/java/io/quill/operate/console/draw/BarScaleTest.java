package io.quill.operate.console.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class BarScaleTest {
    private static final int WHOLE = 64;

    private static List<Long> hour(long... latest) {
        List<Long> minutes = new ArrayList<>(Collections.nCopies(60 - latest.length, 0L));
        for (long each : latest) {
            minutes.add(each);
        }
        return minutes;
    }

    @Test
    void givesTheHighestMinuteTheWholeHeight() {
        BarScale barScale = BarScale.of(hour(3, 12, 6, 5, 4, 4));

        assertThat(barScale.cuts()).isFalse();
        assertThat(barScale.height(12, WHOLE)).isEqualTo(WHOLE);
        assertThat(barScale.height(6, WHOLE)).isEqualTo(WHOLE / 2);
    }

    @Test
    void cutsTheRushAfterAnOutageOff() {
        BarScale barScale = BarScale.of(hour(900, 4, 5, 3, 6, 4));

        assertThat(barScale.cuts()).isTrue();
        assertThat(barScale.highest()).isEqualTo(900);
        assertThat(barScale.height(6, WHOLE)).isGreaterThan(WHOLE / 4).isLessThan(WHOLE);
    }

    @Test
    void showsAClimbThatGoesOnWhole() {
        BarScale barScale = BarScale.of(hour(1, 1, 1, 1, 1, 1, 1, 1, 40, 80, 120, 160));

        assertThat(barScale.cuts()).isFalse();
        assertThat(barScale.top()).isEqualTo(160);
    }

    @Test
    void comparesNothingWithTheFirstMinutes() {
        assertThat(BarScale.of(hour(900, 4, 5)).cuts()).isFalse();
    }

    @Test
    void drawsAnHourWithoutAnything() {
        BarScale barScale = BarScale.of(hour());

        assertThat(barScale.height(0, WHOLE)).isZero();
        assertThat(barScale.cuts()).isFalse();
    }

    @Test
    void breaksABarThatIsCutOff() {
        String drawn =
                BarChart.hour("Settled", "in this minute", hour(900, 4, 5, 3, 6, 4)).toString();

        assertThat(drawn).contains("highest 900, cut off");
        assertThat(drawn.split("<rect", -1)).hasSize(62);
    }
}
