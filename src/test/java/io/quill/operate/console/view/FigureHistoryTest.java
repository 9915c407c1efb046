package io.quill.operate.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.operate.console.view.FigureHistory.Sample;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Collections;

class FigureHistoryTest {
    private static final Instant NOW = Instant.parse("2026-03-02T16:20:00Z");

    private final FigureHistory figureHistory = new FigureHistory();

    private void note(long minutesAgo, long received, long waiting) {
        figureHistory.add(new Sample(NOW.minusSeconds(60 * minutesAgo), received, 0, waiting));
    }

    @Test
    void isAnHourOfNothingAtFirst() {
        assertThat(figureHistory.growth(Sample::received, NOW))
                .isEqualTo(Collections.nCopies(60, 0L))
                .isEqualTo(figureHistory.level(Sample::waiting, NOW));
    }

    @Test
    void saysWhatCameInEachMinute() {
        note(3, 100, 0);
        note(2, 107, 0);
        note(0, 112, 0);

        assertThat(figureHistory.growth(Sample::received, NOW)).endsWith(0L, 7L, 0L, 5L);
    }

    @Test
    void doesNotTakeWhatWasThereBeforeItForGrowth() {
        note(1, 9_000, 0);
        note(0, 9_001, 0);

        assertThat(
                        figureHistory.growth(Sample::received, NOW).stream()
                                .mapToLong(each -> each)
                                .sum())
                .isEqualTo(1);
    }

    @Test
    void beginsANewDayAtNothing() {
        note(2, 9_000, 0);
        note(1, 3, 0);
        note(0, 5, 0);

        assertThat(figureHistory.growth(Sample::received, NOW)).endsWith(0L, 2L);
    }

    @Test
    void keepsALevelUntilItIsSeenToChange() {
        note(3, 0, 8);
        note(1, 0, 2);

        assertThat(figureHistory.level(Sample::waiting, NOW)).endsWith(0L, 8L, 8L, 2L, 2L);
    }

    @Test
    void forgetsWhatIsOlderThanAnHour() {
        note(90, 0, 8);
        note(0, 0, 2);

        assertThat(figureHistory.level(Sample::waiting, NOW)).containsOnly(0L, 2L);
    }
}
