package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.board.GoalStatus;
import io.quill.sandbox.dax.DashboardView;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** It is 15:00 UTC on 2 March 2026; the shift of a1 is from 14:00 to 22:00. */
class DashboardTest extends PowerBiTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @BeforeEach
    void fill() {
        post("DimAgent", "{'AgentID':'a1','AgentName':'Ann','Team':'T','ActiveFlag':true}");
        post("DimAgent", "{'AgentID':'a2','AgentName':'Bob','ActiveFlag':false}");
        post("DimMetric", "{'MetricID':'CALLS','DefaultGoal':16,'DefaultYellowFloorPct':0.5}");
        post(
                "DimShift",
                "{'AgentID':'a1','LocalDate':'2026-03-02','ShiftStartUtc':'2026-03-02T14:00:00Z',"
                        + "'ShiftEndUtc':'2026-03-02T22:00:00Z','ShiftHours':8}");
    }

    /**
     * "green when GoalPct >= ShiftElapsedPct": an eighth of 16 calls after an eighth of a shift.
     */
    @Test
    void isGreenWhenTheGoalKeepsUpWithTheShift() {
        calls("a1", "e1", "e2");

        assertThat(ann())
                .isEqualTo(
                        new DashboardView.Line(
                                "a1",
                                "Ann",
                                "T",
                                "CALLS",
                                2,
                                OptionalLong.of(16),
                                OptionalDouble.of(0.125),
                                OptionalDouble.of(0.125),
                                GoalStatus.GREEN));
    }

    /** "yellow from the yellow floor of what is expected; else red". */
    @Test
    void isYellowFromTheFloorAndRedBelow() {
        calls("a1", "e1");
        assertThat(ann().status()).isEqualTo(GoalStatus.YELLOW);

        clock.pass(Duration.ofMinutes(1));
        assertThat(ann().status()).isEqualTo(GoalStatus.RED);
    }

    /** "Actual (distinct EventIDs)": what was posted twice counts once. */
    @Test
    void countsAnEventOnce() {
        calls("a1", "e1", "e1", "E1", "e2");

        assertThat(ann().actual()).isEqualTo(2);
    }

    /** "next month's goal does not recolour last month". */
    @Test
    void takesTheMonthsGoalBeforeTheMetrics() {
        goal("", "2026-03-01", 20);
        goal("a1", "2026-04-01", 99);
        assertThat(ann().goal()).hasValue(20);

        goal("a1", "2026-03-01", 10);
        assertThat(ann().goal()).hasValue(10);
    }

    /** The UTC columns tell it, whatever the calendar says meanwhile. */
    @Test
    void followsAShiftOverMidnight() {
        post("DimAgent", "{'AgentID':'a3','AgentName':'Cid','ActiveFlag':true}");
        shift("a3", "2026-03-02T22:00:00Z", "2026-03-03T06:00:00Z", 7.5);

        assertThat(line("a3").shiftElapsedPct()).hasValue(0);
        clock.pass(Duration.ofHours(11));
        assertThat(line("a3").shiftElapsedPct()).hasValue(0.5);
        clock.pass(Duration.ofHours(11));
        assertThat(line("a3").shiftElapsedPct()).hasValue(1);
    }

    /** "A day off has none". */
    @Test
    void asksForNothingOnADayOff() {
        post("DimAgent", "{'AgentID':'a3','AgentName':'Cid','ActiveFlag':true}");
        shift("a3", "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z", 0);
        calls("a3", "e1");

        assertThat(line("a3").actual()).isEqualTo(1);
        assertThat(line("a3").goal()).isEmpty();
        assertThat(line("a3").status()).isEqualTo(GoalStatus.NONE);
    }

    /** "a day without any shift row has one as long as the agent is active". */
    @Test
    void asksWithoutAShiftOnlyWhoIsActive() {
        post("DimAgent", "{'AgentID':'a3','AgentName':'Cid','ActiveFlag':true}");
        calls("a2", "e1");

        assertThat(line("a3").goal()).hasValue(16);
        assertThat(line("a3").shiftElapsedPct()).isEmpty();
        assertThat(line("a2").goal()).isEmpty();
    }

    @Test
    void showsALeaverAndAStrangerWhereTheyDidSomething() {
        assertThat(shown().lines()).hasSize(1);

        calls("a2", "e1");
        calls("unknown", "e2");

        assertThat(shown().lines())
                .extracting(DashboardView.Line::agentId)
                .containsExactly("a1", "a2", "unknown");
        assertThat(shown().lines().getLast().status()).isEqualTo(GoalStatus.NONE);
    }

    @Test
    void saysWhenTheModelIsBroken() {
        set("oneSide", "BREAKS_THE_MODEL");
        post("DimAgent", "{'AgentID':'A1'}");

        assertThat(sandbox.pushApi().dashboard(dataset, TODAY))
                .get()
                .isInstanceOf(DashboardView.Broken.class);
    }

    @Test
    void isToldOverHttp() {
        calls("a1", "e1");

        var body =
                caller.control(
                                "GET",
                                "/powerbi/datasets/" + dataset + "/dashboard?date=2026-03-02",
                                "")
                        .json();

        assertThat(body.at("/lines/0").toString())
                .isEqualTo(
                        "{\"agentId\":\"a1\",\"agentName\":\"Ann\",\"team\":\"T\","
                                + "\"metricId\":\"CALLS\",\"actual\":1,\"goal\":16,"
                                + "\"goalPct\":0.0625,\"shiftElapsedPct\":0.125,"
                                + "\"status\":\"YELLOW\"}");
    }

    private void goal(String agent, String month, int goal) {
        post(
                "DimGoal",
                "{'MetricID':'CALLS','AgentID':'%s','Month':'%s','Goal':%d,'YellowFloorPct':0.9}"
                        .formatted(agent, month, goal));
    }

    private void shift(String agent, String start, String end, double hours) {
        post(
                "DimShift",
                ("{'AgentID':'%s','LocalDate':'2026-03-02','ShiftStartUtc':'%s','ShiftEndUtc':'%s',"
                                + "'ShiftHours':%s}")
                        .formatted(agent, start, end, hours));
    }

    private DashboardView.Line line(String agent) {
        return shown().lines().stream()
                .filter(line -> line.agentId().equals(agent))
                .findFirst()
                .orElseThrow();
    }

    private DashboardView.Line ann() {
        return shown().lines().getFirst();
    }

    private DashboardView.Shown shown() {
        return (DashboardView.Shown) sandbox.pushApi().dashboard(dataset, TODAY).orElseThrow();
    }

    private void calls(String agent, String... ids) {
        for (String id : ids) {
            post(
                    "FactEvent",
                    "{'EventID':'%s','AgentID':'%s','MetricID':'CALLS','FactDateKey':'2026-03-02'}"
                            .formatted(id, agent));
        }
    }

    private void post(String table, String row) {
        int status = caller.post(dataset, table, row.replace('\'', '"')).status();
        assertThat(status).isEqualTo(200);
    }
}
