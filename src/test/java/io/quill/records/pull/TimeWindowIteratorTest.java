package io.quill.records.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.records.connector.TimeWindows;
import io.quill.records.pull.TimeWindowIterator.Piece;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class TimeWindowIteratorTest {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final TimeWindows MONTHS =
            new TimeWindows(
                    Duration.ofDays(30), Duration.ofHours(1), Duration.ofDays(120), BEGINNING);

    private static Instant day(int days) {
        return BEGINNING.plus(Duration.ofDays(days));
    }

    private static TimeWindowIterator since(int from, int until) {
        return new TimeWindowIterator(MONTHS, Optional.of(day(from)), day(until));
    }

    private static Piece between(int from, int to) {
        return new Piece(Optional.of(day(from)), Optional.of(day(to)));
    }

    @Test
    void goMonthByMonthAndTheLastHasNoEnd() {
        TimeWindowIterator timeWindowIterator = since(0, 70);

        assertThat(timeWindowIterator.current()).isEqualTo(between(0, 30));
        timeWindowIterator.advance(false);
        assertThat(timeWindowIterator.current()).isEqualTo(between(30, 60));
        timeWindowIterator.advance(false);
        assertThat(timeWindowIterator.current())
                .isEqualTo(new Piece(Optional.of(day(60)), Optional.empty()));
        timeWindowIterator.advance(false);
        assertThat(timeWindowIterator.isOver()).isTrue();
    }

    @Test
    void areOneWhereThereIsNoTime() {
        TimeWindowIterator timeWindowIterator = since(5, 5);

        assertThat(timeWindowIterator.isOver()).isFalse();
        assertThat(timeWindowIterator.current())
                .isEqualTo(new Piece(Optional.of(day(5)), Optional.empty()));
        timeWindowIterator.advance(true);
        assertThat(timeWindowIterator.isOver()).isTrue();
    }

    @Test
    void haveNoBeginningWhereEverythingIsWanted() {
        TimeWindowIterator timeWindowIterator =
                new TimeWindowIterator(MONTHS, Optional.empty(), day(70));

        assertThat(timeWindowIterator.current())
                .isEqualTo(new Piece(Optional.empty(), Optional.of(day(30))));
        timeWindowIterator.advance(false);
        assertThat(timeWindowIterator.current()).isEqualTo(between(30, 60));
    }

    @Test
    void becomeWiderWhereThereIsNothing() {
        TimeWindowIterator timeWindowIterator = since(0, 1_000);

        timeWindowIterator.advance(true);
        assertThat(timeWindowIterator.current()).isEqualTo(between(30, 90));
        timeWindowIterator.advance(true);
        assertThat(timeWindowIterator.current()).isEqualTo(between(90, 210));
        timeWindowIterator.advance(true);
        assertThat(timeWindowIterator.current()).isEqualTo(between(210, 330));
        timeWindowIterator.advance(false);
        assertThat(timeWindowIterator.current()).isEqualTo(between(330, 360));
    }

    @Test
    void becomeSmallerUntilTheyCannot() {
        TimeWindowIterator timeWindowIterator = since(0, 1_000);

        assertThat(timeWindowIterator.halve()).isTrue();
        assertThat(timeWindowIterator.current()).isEqualTo(between(0, 15));
        int halved = 1;
        while (timeWindowIterator.halve()) {
            halved++;
        }
        assertThat(halved).isEqualTo(9);
    }

    @Test
    void areHalvesOfWhatIsLeftAtTheEnd() {
        TimeWindowIterator timeWindowIterator = since(0, 10);

        assertThat(timeWindowIterator.halve()).isTrue();

        assertThat(timeWindowIterator.current()).isEqualTo(between(0, 5));
    }

    /** Whatever is empty and whatever is refused, nothing is left out and nothing is read twice. */
    @Property
    void coverEverythingWithoutAGap(
            @ForAll @IntRange(max = 900) int days,
            @ForAll @Size(min = 40, max = 40) List<@IntRange(max = 2) Integer> fates) {
        TimeWindowIterator timeWindowIterator = since(0, days);
        List<Piece> read = new ArrayList<>();
        for (int i = 0; !timeWindowIterator.isOver(); i++) {
            if (fates.get(i % fates.size()) == 2 && i < 200 && timeWindowIterator.halve()) {
                continue;
            }
            read.add(timeWindowIterator.current());
            timeWindowIterator.advance(fates.get(i % fates.size()) == 1);
        }

        assertThat(read.getFirst().from()).contains(day(0));
        assertThat(read.getLast().to()).isEmpty();
        for (int i = 1; i < read.size(); i++) {
            assertThat(read.get(i).from()).isEqualTo(read.get(i - 1).to());
        }
    }
}
