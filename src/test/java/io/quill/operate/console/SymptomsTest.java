package io.quill.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.operate.console.Console.Hearsay;
import io.quill.operate.console.LedgerOverview.Signs;
import io.quill.operate.console.view.Standing;
import io.quill.operate.console.view.Trouble;
import io.quill.operate.console.view.Trouble.Weight;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class SymptomsTest {
    private static final Signs FINE = held(0);

    private static Standing standing(long gated, long dead, Duration waited) {
        return new Standing(
                Town.NOW, List.of(), 0, 0, 0, gated, 0, dead, Optional.of(Town.NOW.minus(waited)));
    }

    private static Signs held(int batches) {
        return new Signs(new Hearsay(Optional.empty(), List.of()), batches);
    }

    private static List<Trouble> troubles(Standing now, Signs signs) {
        return new Symptoms(now, Optional.empty(), signs).troubles();
    }

    @Test
    void areNoneWhileEventsWaitForSeconds() {
        assertThat(troubles(standing(0, 0, Duration.ofSeconds(19)), FINE)).isEmpty();
    }

    @Test
    void saySomethingOfAWaitOfMinutes() {
        assertThat(troubles(standing(0, 0, Duration.ofMinutes(3)), FINE)).hasSize(1);
    }

    @Test
    void sayWhatStandsInTheWay() {
        Signs obstructed =
                new Signs(new Hearsay(Optional.of("Power BI answers 403"), List.of()), 0);

        assertThat(troubles(standing(0, 0, Duration.ofMinutes(3)), obstructed))
                .singleElement()
                .extracting(Trouble::words)
                .asString()
                .startsWith("Power BI answers 403");
    }

    @Test
    void leadToTheBatchesInDoubt() {
        assertThat(troubles(standing(0, 0, Duration.ZERO), held(2)))
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.weight()).isEqualTo(Weight.ALARM);
                            assertThat(each.remedy().orElseThrow().where().text())
                                    .isEqualTo("/console/batches");
                        });
    }

    @Test
    void sayWhatElseTheHouseHasHeard() {
        Trouble stale = new Trouble(Weight.WARNING, "Stale records", "For 31 h.", Optional.empty());
        Signs heard = new Signs(new Hearsay(Optional.empty(), List.of(stale)), 1);

        assertThat(troubles(standing(4, 0, Duration.ZERO), heard)).hasSize(3).contains(stale);
        assertThat(troubles(standing(4, 0, Duration.ZERO), heard).get(1)).isEqualTo(stale);
    }

    @Test
    void beginWithTheWorst() {
        assertThat(troubles(standing(4, 1, Duration.ZERO), held(1)))
                .extracting(Trouble::weight)
                .isSortedAccordingTo((one, other) -> other.compareTo(one))
                .first()
                .isEqualTo(Weight.ALARM);
    }
}
