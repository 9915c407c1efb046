package io.quill.sandbox;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Datasets to push to. */
final class SampleDatasets {
    /** Facts, and agents whose key must be unique. */
    static final String STAR =
            """
            {"name":"Star","defaultMode":"Push","tables":[
             {"name":"FactEvent","columns":[
              {"name":"EventID","dataType":"String"},
              {"name":"AgentID","dataType":"String"},
              {"name":"FactDateKey","dataType":"DateTime"},
              {"name":"MetricID","dataType":"String"},
              {"name":"TalkSeconds","dataType":"Int64"},
              {"name":"Score","dataType":"Double"},
              {"name":"Counted","dataType":"bool"},
              {"name":"Notes","dataType":"String"}],
              "measures":[{"name":"Actual","expression":"DISTINCTCOUNT(FactEvent[EventID])"}]},
             {"name":"DimAgent","columns":[
              {"name":"AgentID","dataType":"String"},
              {"name":"AgentName","dataType":"String"},
              {"name":"Team","dataType":"String"},
              {"name":"ActiveFlag","dataType":"Boolean"}]},
             {"name":"DimMetric","columns":[
              {"name":"MetricID","dataType":"String"},
              {"name":"DefaultGoal","dataType":"Int64"},
              {"name":"DefaultYellowFloorPct","dataType":"Double"}]},
             {"name":"DimGoal","columns":[
              {"name":"MetricID","dataType":"String"},
              {"name":"AgentID","dataType":"String"},
              {"name":"Month","dataType":"DateTime"},
              {"name":"Goal","dataType":"Int64"},
              {"name":"YellowFloorPct","dataType":"Double"}]},
             {"name":"DimShift","columns":[
              {"name":"AgentID","dataType":"String"},
              {"name":"LocalDate","dataType":"DateTime"},
              {"name":"ShiftStartUtc","dataType":"DateTime"},
              {"name":"ShiftEndUtc","dataType":"DateTime"},
              {"name":"ShiftHours","dataType":"Double"}]}],
             "relationships":[{"name":"FactToAgent","fromTable":"FactEvent",
              "fromColumn":"AgentID","toTable":"DimAgent","toColumn":"AgentID"}]}
            """;

    private SampleDatasets() {}

    static String event(String id) {
        return "{\"EventID\":\"" + id + "\"}";
    }

    static String events(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(each -> event(prefix + each))
                .collect(Collectors.joining(","));
    }
}
