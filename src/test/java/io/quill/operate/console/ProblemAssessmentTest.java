package io.quill.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.operate.console.Console.Hearsay;
import io.quill.operate.console.LedgerOverview.Signs;
import io.quill.operate.console.view.ConsoleProblem;
import io.quill.operate.console.view.ConsoleProblem.Weight;
import io.quill.operate.console.view.PipelineCounts;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class ProblemAssessmentTest {
    private static final Signs FINE = held(0);

    private static PipelineCounts standing(long gated, long dead, Duration waited) {
        return new PipelineCounts(
                SampleConsole.NOW,
                List.of(),
                0,
                0,
                0,
                gated,
                0,
                dead,
                Optional.of(SampleConsole.NOW.minus(waited)));
    }

    private static Signs held(int batches) {
        return new Signs(new Hearsay(Optional.empty(), List.of()), batches);
    }

    private static List<ConsoleProblem> troubles(PipelineCounts now, Signs signs) {
        return new ProblemAssessment(now, Optional.empty(), signs).troubles();
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
                .extracting(ConsoleProblem::words)
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
        ConsoleProblem stale =
                new ConsoleProblem(Weight.WARNING, "Stale records", "For 31 h.", Optional.empty());
        Signs heard = new Signs(new Hearsay(Optional.empty(), List.of(stale)), 1);

        assertThat(troubles(standing(4, 0, Duration.ZERO), heard)).hasSize(3).contains(stale);
        assertThat(troubles(standing(4, 0, Duration.ZERO), heard).get(1)).isEqualTo(stale);
    }

    @Test
    void beginWithTheWorst() {
        assertThat(troubles(standing(4, 1, Duration.ZERO), held(1)))
                .extracting(ConsoleProblem::weight)
                .isSortedAccordingTo((one, other) -> other.compareTo(one))
                .first()
                .isEqualTo(Weight.ALARM);
    }
}
