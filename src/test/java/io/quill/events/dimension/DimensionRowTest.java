package io.quill.events.dimension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.Metric;
import io.quill.events.sink.powerbi.DatasetSchema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class DimensionRowTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 28);

    static Stream<DimensionRow> rows() {
        return Stream.of(
                new DateRow(DAY),
                new AgentRow("7", "Ada", "ada@example.org", "East", "Europe/Vienna", true),
                MetricRow.SEEDS.getFirst(),
                new GoalRow(Metric.CALLS, "", YearMonth.of(2026, 3), 50, 0.85),
                ShiftRow.dayOff("7", DAY, VIENNA));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void hasJustTheColumnsOfItsTable(DimensionRow dimensionRow) throws JsonProcessingException {
        List<String> columns = new ArrayList<>();
        new ObjectMapper()
                .readTree(dimensionRow.json())
                .fieldNames()
                .forEachRemaining(columns::add);

        assertThat(columns)
                .isEqualTo(
                        DatasetSchema.QUILL
                                .table(dimensionRow.dimension().table())
                                .columns()
                                .stream()
                                .map(DatasetSchema.Column::name)
                                .toList());
    }

    @Test
    void startsWithTheGoalsThatTheMeasuresKnow() {
        assertThat(MetricRow.SEEDS)
                .isEqualTo(
                        DatasetSchema.STARTING_GOALS.stream()
                                .map(
                                        it ->
                                                new MetricRow(
                                                        it.metric(),
                                                        it.name(),
                                                        it.goal(),
                                                        it.yellowFloor()))
                                .toList());
    }

    @Test
    void tellsADayInFull() {
        assertThat(new DateRow(DAY).json())
                .isEqualTo(
                        "{\"Date\":\"2026-03-28T00:00:00.000Z\",\"Year\":2026,\"Quarter\":1,"
                                + "\"Month\":3,\"Day\":28,\"DayOfWeek\":6,\"MonthName\":\"March\","
                                + "\"DayName\":\"Saturday\",\"IsWeekend\":true}");
    }

    @Test
    void tellsAShiftOnTheWallAndInUtc() {
        ZonedDateTime start = ZonedDateTime.of(2026, 3, 28, 22, 0, 0, 0, VIENNA);

        assertThat(new ShiftRow("7", DAY, start, start.plusHours(8), 7.5).json())
                .contains("\"ShiftStartLocal\":\"2026-03-28T22:00:00.000Z\"")
                .contains("\"ShiftEndLocal\":\"2026-03-29T07:00:00.000Z\"")
                .contains("\"ShiftStartUtc\":\"2026-03-28T21:00:00.000Z\"")
                .contains("\"ShiftEndUtc\":\"2026-03-29T05:00:00.000Z\"")
                .contains("\"ShiftHours\":7.5");
    }

    @Test
    void cutsAMomentToMillis() {
        assertThat(CellFormat.timestamp(Instant.parse("2026-03-28T21:00:00.123456Z")))
                .isEqualTo("2026-03-28T21:00:00.123Z");
    }

    @Test
    void isTheSameAgentInWhateverCase() {
        assertThat(AgentRow.unknown(" AbC ").key()).isEqualTo(AgentRow.unknown("aBc").key());
    }

    @Test
    void keepsGoalsOfDifferentAgentsApart() {
        YearMonth march = YearMonth.of(2026, 3);

        assertThat(Stream.of("", "7", "7#8").map(id -> new GoalRow(Metric.CALLS, id, march, 1, 1)))
                .extracting(GoalRow::key)
                .doesNotHaveDuplicates();
    }

    @Test
    void cutsANameThatTheServiceWouldRefuse() {
        AgentRow row = new AgentRow("7", "x".repeat(5_000), "", "", "", true);

        assertThat(row.name()).hasSize(4_000);
    }

    @Test
    void readsAnAgentBack() {
        AgentRow row =
                new AgentRow("7", "Ada \"A\" O'Neil\n", "a@b.c", "East", "Asia/Tokyo", false);

        assertThat(AgentRow.of(row.json())).isEqualTo(row);
    }

    @Test
    void refusesWhatCannotBeAKey() {
        assertThatThrownBy(() -> AgentRow.unknown(" ")).hasMessageContaining("An agent's id");
        assertThatThrownBy(() -> AgentRow.unknown("a\tb")).hasMessageContaining("An agent's id");
    }

    @Test
    void refusesAFloorThatIsNoShare() {
        assertThatThrownBy(() -> new MetricRow(Metric.CALLS, "Calls", 50, 85))
                .hasMessageContaining("between 0 and 1");
    }
}
