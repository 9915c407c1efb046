package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.dimension.Dimension;
import io.quill.events.ledger.DailyAccount;
import io.quill.events.push.DatasetInUse;
import io.quill.events.push.table.RefusedRows;
import io.quill.operate.console.view.ConsoleProblem;
import io.quill.operate.problem.ActiveProblem;
import io.quill.platform.settings.NotificationSettings;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ProblemDetectorTest {
    /** A Monday, in the middle of the working day in Chicago. */
    private static final Instant NOON = Instant.parse("2026-03-02T18:00:00Z");

    private final ProblemDetector problemDetector =
            new ProblemDetector(
                    new NotificationSettings(
                            Optional.empty(), LocalTime.of(9, 0), LocalTime.of(17, 0)),
                    ZoneId.of("America/Chicago"));

    private static LedgerFigures vitals(Instant at, long received, long settled, long dead) {
        DailyAccount dailyAccount =
                new DailyAccount(
                        "aloware",
                        LocalDate.of(2026, 3, 2),
                        received,
                        settled,
                        0,
                        0,
                        0,
                        dead,
                        0,
                        0);
        return new LedgerFigures(at, List.of(dailyAccount), Optional.empty(), Optional.empty());
    }

    private List<String> names(LedgerFigures now) {
        return Stream.concat(
                        problemDetector.eventProblems(now, Optional.empty()).stream(),
                        problemDetector.sourceProblems(now, Optional.empty()).stream())
                .map(ActiveProblem::name)
                .toList();
    }

    @Test
    void hasNoneWhileAllIsWell() {
        assertThat(names(vitals(NOON, 10, 10, 0))).isEmpty();
    }

    @Test
    void sayWhatStandsInTheWay() {
        LedgerFigures late =
                new LedgerFigures(
                        NOON,
                        List.of(),
                        Optional.empty(),
                        Optional.of(NOON.minus(Duration.ofMinutes(11))));

        assertThat(problemDetector.eventProblems(late, Optional.of("the token was refused")))
                .singleElement()
                .satisfies(it -> assertThat(it.name()).isEqualTo("Power BI is behind"))
                .satisfies(it -> assertThat(it.words()).contains("11 min", "token was refused"));
    }

    @Test
    void nameDeadLettersAndOpenSums() {
        assertThat(names(vitals(NOON, 12, 10, 1)))
                .containsExactly("dead letters", "a sum that does not close");
    }

    @Test
    void nameARosterThatNobodyReads() {
        assertThat(
                        problemDetector.sourceProblems(
                                vitals(NOON, 1, 1, 0), Optional.of(Duration.ofHours(3))))
                .extracting(ActiveProblem::name)
                .containsExactly("a stale roster");
    }

    @Test
    void nameTwoSilentWorkingHours() {
        assertThat(names(vitals(NOON, 5, 5, 0))).isEmpty();
        assertThat(names(vitals(NOON.plus(Duration.ofHours(1)), 5, 5, 0))).isEmpty();
        assertThat(names(vitals(NOON.plus(Duration.ofHours(2)), 5, 5, 0)))
                .containsExactly("no events in working hours");
        assertThat(names(vitals(NOON.plus(Duration.ofHours(3)), 6, 6, 0))).isEmpty();
    }

    @Test
    void expectNothingInTheEveningOrAtTheWeekend() {
        Instant evening = Instant.parse("2026-03-02T22:50:00Z");
        Instant saturday = Instant.parse("2026-03-07T18:00:00Z");
        for (Instant begin : List.of(evening, saturday)) {
            names(vitals(begin, 5, 5, 0));
            assertThat(names(vitals(begin.plus(Duration.ofHours(3)), 5, 5, 0))).isEmpty();
        }
    }

    @Test
    void countTheSilenceFromTheBeginningOfTheWorkingDay() {
        names(vitals(Instant.parse("2026-03-02T12:00:00Z"), 5, 5, 0));
        names(vitals(Instant.parse("2026-03-02T14:59:00Z"), 5, 5, 0));

        assertThat(names(vitals(Instant.parse("2026-03-02T15:30:00Z"), 5, 5, 0))).isEmpty();
    }

    @Test
    void nameRowsThatAreNotTakenAndWhatToDo() {
        ActiveProblem activeProblem =
                ProblemDetector.refused(
                        List.of(
                                new RefusedRows(
                                        Dimension.AGENT, List.of("4711"), "A value is refused")));

        assertThat(activeProblem.words())
                .contains(
                        "a row of DimAgent: 4711.",
                        "by the id",
                        "It said: A value is refused.",
                        "sync again");
    }

    @Test
    void nameTenRowsOfMany() {
        List<String> keys = IntStream.range(0, 14).mapToObj(i -> "day" + i).toList();

        assertThat(
                        ProblemDetector.refused(
                                        List.of(new RefusedRows(Dimension.DATE, keys, "No.")))
                                .words())
                .contains("14 rows of DimDate: day0,", "day9 and 4 more.", "It said: No. ")
                .doesNotContain("day10");
    }

    @Test
    void sayTheWayOutOfAnOlderDataset() {
        assertThat(
                        ProblemDetector.missing(
                                        new DatasetInUse("d-1", List.of("DimGoal", "DimShift")))
                                .words())
                .contains("Dataset d-1 has no DimGoal and no DimShift", "quill rebuild");
    }

    @Test
    void makesAnAlarmOfFactsThatMayHaveBeenTakenAway() {
        ConsoleProblem consoleProblem = ProblemPresenter.of(ProblemDetector.emptied(NOON));

        assertThat(consoleProblem.weight()).isEqualTo(ConsoleProblem.Weight.ALARM);
        assertThat(consoleProblem.what()).isEqualTo("Facts that may be missing in Power BI");
        assertThat(consoleProblem.words()).contains("2026-03-02T18:00:00Z", "quill rebuild");
    }
}
