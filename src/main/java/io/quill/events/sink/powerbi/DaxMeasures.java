package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * DAX measures that reports show, written from the documentation and not yet run on a real engine.
 * The console computes the same in {@code events.board}: whoever changes one must change the other,
 * and {@code standing-cases.md}, which holds both.
 */
final class DaxMeasures {
    record Measure(String name, String expression, String format, boolean hidden) {
        ObjectNode json() {
            ObjectNode json = PowerBiJson.MAPPER.createObjectNode();
            json.put("name", name).put("expression", expression);
            if (!format.isEmpty()) {
                json.put("formatString", format);
            }
            return hidden ? json.put("isHidden", true) : json;
        }
    }

    private static final String GOAL_OF_DAY =
            """
            VAR _agent = MAX ( DimAgent[AgentID] )
            VAR _active = COUNTROWS ( FILTER ( DimAgent, DimAgent[ActiveFlag] ) ) > 0
            VAR _metric = MAX ( DimMetric[MetricID] )
            VAR _day = MAX ( DimDate[Date] )
            VAR _month = DATE ( YEAR ( _day ), MONTH ( _day ), 1 )
            VAR _shifts = FILTER ( ALL ( DimShift ), DimShift[AgentID] = _agent && DimShift[LocalDate] = _day )
            VAR _works = IF ( ISEMPTY ( _shifts ), _active, SUMX ( _shifts, DimShift[ShiftHours] ) > 0 )
            VAR _goals = FILTER ( ALL ( DimGoal ), DimGoal[MetricID] = _metric && DimGoal[Month] = _month )
            VAR _own = MAXX ( FILTER ( _goals, DimGoal[AgentID] = _agent ), DimGoal[Goal] )
            VAR _everyones = MAXX ( FILTER ( _goals, DimGoal[AgentID] = "" ), DimGoal[Goal] )
            VAR _goal = IF ( NOT ISBLANK ( _own ), _own, IF ( NOT ISBLANK ( _everyones ), _everyones, MAX ( DimMetric[DefaultGoal] ) ) )
            RETURN IF ( _works, _goal )
            """;

    private static final String FLOOR_OF_DAY =
            """
            VAR _agent = MAX ( DimAgent[AgentID] )
            VAR _metric = MAX ( DimMetric[MetricID] )
            VAR _day = MAX ( DimDate[Date] )
            VAR _month = DATE ( YEAR ( _day ), MONTH ( _day ), 1 )
            VAR _goals = FILTER ( ALL ( DimGoal ), DimGoal[MetricID] = _metric && DimGoal[Month] = _month )
            VAR _own = MAXX ( FILTER ( _goals, DimGoal[AgentID] = _agent ), DimGoal[YellowFloorPct] )
            VAR _everyones = MAXX ( FILTER ( _goals, DimGoal[AgentID] = "" ), DimGoal[YellowFloorPct] )
            RETURN IF ( NOT ISBLANK ( _own ), _own, IF ( NOT ISBLANK ( _everyones ), _everyones, MAX ( DimMetric[DefaultYellowFloorPct] ) ) )
            """;

    /** DISTINCT and not VALUES: the blank member that orphans get has no goal. */
    private static final String GOAL =
            """
            SUMX (
                CROSSJOIN ( DISTINCT ( DimAgent[AgentID] ), DISTINCT ( DimMetric[MetricID] ), DISTINCT ( DimDate[Date] ) ),
                [GoalOfDay]
            )
            """;

    private static final String YELLOW_FLOOR =
            """
            DIVIDE (
                SUMX (
                    CROSSJOIN ( DISTINCT ( DimAgent[AgentID] ), DISTINCT ( DimMetric[MetricID] ), DISTINCT ( DimDate[Date] ) ),
                    [GoalOfDay] * [FloorOfDay]
                ),
                [Goal]
            )
            """;

    private static final String SHIFT_ELAPSED =
            """
            VAR _now = UTCNOW ()
            VAR _agents = DISTINCT ( DimAgent[AgentID] )
            VAR _days = DISTINCT ( DimDate[Date] )
            VAR _shifts = FILTER ( ALL ( DimShift ), DimShift[ShiftHours] > 0 && DimShift[AgentID] IN _agents && DimShift[LocalDate] IN _days )
            VAR _worked =
                SUMX (
                    _shifts,
                    VAR _length = 1.0 * ( DimShift[ShiftEndUtc] - DimShift[ShiftStartUtc] )
                    VAR _passed = 1.0 * ( _now - DimShift[ShiftStartUtc] )
                    RETURN DimShift[ShiftHours] * IF ( _passed <= 0, 0, IF ( _passed >= _length, 1, DIVIDE ( _passed, _length ) ) )
                )
            RETURN DIVIDE ( _worked, SUMX ( _shifts, DimShift[ShiftHours] ) )
            """;

    private static final String STATUS =
            """
            VAR _pct = [GoalPct]
            VAR _expected = [ShiftElapsedPct]
            RETURN
                IF (
                    ISBLANK ( _pct ) || ISBLANK ( _expected ),
                    BLANK (),
                    IF ( _pct >= _expected, "green", IF ( _pct >= [YellowFloorPct] * _expected, "yellow", "red" ) )
                )
            """;

    static final List<Measure> ALL =
            List.of(
                    shown("Actual", "DISTINCTCOUNT ( FactEvent[EventID] )", "0"),
                    shown("Goal", GOAL, "0"),
                    shown("GoalPct", "DIVIDE ( [Actual] + 0, [Goal] )", "0%"),
                    shown("ShiftElapsedPct", SHIFT_ELAPSED, "0%"),
                    shown("Status", STATUS, ""),
                    hidden("GoalOfDay", GOAL_OF_DAY),
                    hidden("FloorOfDay", FLOOR_OF_DAY),
                    hidden("YellowFloorPct", YELLOW_FLOOR));

    private DaxMeasures() {}

    private static Measure shown(String name, String expression, String format) {
        return new Measure(name, expression.strip(), format, false);
    }

    private static Measure hidden(String name, String expression) {
        return new Measure(name, expression.strip(), "", true);
    }
}
