package io.quill.operate.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class ProblemNotifierTest {
    private static final ActiveProblem DEAD =
            new ActiveProblem("dead letters", "There are 3 dead letters.");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final List<String> told = new ArrayList<>();
    private boolean heard = true;

    private ProblemNotifier notices() {
        return new ProblemNotifier(
                store,
                (title, text) -> {
                    if (heard) {
                        told.add(title + "\n" + text);
                    }
                    return heard;
                },
                Duration.ofMinutes(2),
                clock);
    }

    private void minutesLater(int minutes, ActiveProblem... concerns) {
        clock.advance(Duration.ofMinutes(minutes));
        notices().update(List.of(concerns));
    }

    @Test
    void tellsWhatLastsOnceWhoeverLooks() {
        minutesLater(0, DEAD);
        assertThat(told).isEmpty();

        minutesLater(2, DEAD);
        minutesLater(1, new ActiveProblem("dead letters", "There are 4 dead letters."));

        assertThat(told).containsExactly("Quill: dead letters\nThere are 3 dead letters.");
    }

    @Test
    void tellsOnceThatItIsOver() {
        minutesLater(0, DEAD);
        minutesLater(5, DEAD);
        minutesLater(60);
        minutesLater(1);

        assertThat(told).hasSize(2);
        assertThat(told.getLast())
                .isEqualTo(
                        "Quill: over: dead letters\n"
                                + "It lasted 1 h 5 min. It was: There are 3 dead letters.");
    }

    @Test
    void tellsNobodyOfAMoment() {
        minutesLater(0, DEAD);
        minutesLater(1);
        minutesLater(5);

        assertThat(told).isEmpty();
    }

    @Test
    void tellsAgainUntilSomebodyHears() {
        heard = false;
        minutesLater(0, DEAD);
        minutesLater(5, DEAD);
        heard = true;
        minutesLater(1, DEAD);

        assertThat(told).hasSize(1);
    }

    @Test
    void tellsAnewWhatBeginsAnew() {
        minutesLater(0, DEAD);
        minutesLater(5, DEAD);
        minutesLater(1);
        minutesLater(1, DEAD);
        minutesLater(5, DEAD);

        assertThat(told).hasSize(3);
    }
}
