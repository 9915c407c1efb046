package io.quill.records.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.records.connector.Windows;
import io.quill.records.pull.Pieces.Piece;

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

class PiecesTest {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final Windows MONTHS =
            new Windows(Duration.ofDays(30), Duration.ofHours(1), Duration.ofDays(120), BEGINNING);

    private static Instant day(int days) {
        return BEGINNING.plus(Duration.ofDays(days));
    }

    private static Pieces since(int from, int until) {
        return new Pieces(MONTHS, Optional.of(day(from)), day(until));
    }

    private static Piece between(int from, int to) {
        return new Piece(Optional.of(day(from)), Optional.of(day(to)));
    }

    @Test
    void goMonthByMonthAndTheLastHasNoEnd() {
        Pieces pieces = since(0, 70);

        assertThat(pieces.piece()).isEqualTo(between(0, 30));
        pieces.done(false);
        assertThat(pieces.piece()).isEqualTo(between(30, 60));
        pieces.done(false);
        assertThat(pieces.piece()).isEqualTo(new Piece(Optional.of(day(60)), Optional.empty()));
        pieces.done(false);
        assertThat(pieces.isOver()).isTrue();
    }

    @Test
    void areOneWhereThereIsNoTime() {
        Pieces pieces = since(5, 5);

        assertThat(pieces.isOver()).isFalse();
        assertThat(pieces.piece()).isEqualTo(new Piece(Optional.of(day(5)), Optional.empty()));
        pieces.done(true);
        assertThat(pieces.isOver()).isTrue();
    }

    @Test
    void haveNoBeginningWhereEverythingIsWanted() {
        Pieces pieces = new Pieces(MONTHS, Optional.empty(), day(70));

        assertThat(pieces.piece()).isEqualTo(new Piece(Optional.empty(), Optional.of(day(30))));
        pieces.done(false);
        assertThat(pieces.piece()).isEqualTo(between(30, 60));
    }

    @Test
    void becomeWiderWhereThereIsNothing() {
        Pieces pieces = since(0, 1_000);

        pieces.done(true);
        assertThat(pieces.piece()).isEqualTo(between(30, 90));
        pieces.done(true);
        assertThat(pieces.piece()).isEqualTo(between(90, 210));
        pieces.done(true);
        assertThat(pieces.piece()).isEqualTo(between(210, 330));
        pieces.done(false);
        assertThat(pieces.piece()).isEqualTo(between(330, 360));
    }

    @Test
    void becomeSmallerUntilTheyCannot() {
        Pieces pieces = since(0, 1_000);

        assertThat(pieces.halve()).isTrue();
        assertThat(pieces.piece()).isEqualTo(between(0, 15));
        int halved = 1;
        while (pieces.halve()) {
            halved++;
        }
        assertThat(halved).isEqualTo(9);
    }

    @Test
    void areHalvesOfWhatIsLeftAtTheEnd() {
        Pieces pieces = since(0, 10);

        assertThat(pieces.halve()).isTrue();

        assertThat(pieces.piece()).isEqualTo(between(0, 5));
    }

    /** Whatever is empty and whatever is refused, nothing is left out and nothing is read twice. */
    @Property
    void coverEverythingWithoutAGap(
            @ForAll @IntRange(max = 900) int days,
            @ForAll @Size(min = 40, max = 40) List<@IntRange(max = 2) Integer> fates) {
        Pieces pieces = since(0, days);
        List<Piece> read = new ArrayList<>();
        for (int i = 0; !pieces.isOver(); i++) {
            if (fates.get(i % fates.size()) == 2 && i < 200 && pieces.halve()) {
                continue;
            }
            read.add(pieces.piece());
            pieces.done(fates.get(i % fates.size()) == 1);
        }

        assertThat(read.getFirst().from()).contains(day(0));
        assertThat(read.getLast().to()).isEmpty();
        for (int i = 1; i < read.size(); i++) {
            assertThat(read.get(i).from()).isEqualTo(read.get(i - 1).to());
        }
    }
}
