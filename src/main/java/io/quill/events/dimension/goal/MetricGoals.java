package io.quill.events.dimension.goal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.Metric;
import io.quill.events.dimension.GoalRow;
import io.quill.events.dimension.MetricRow;

import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Goals of one metric, for everyone and for single agents. */
record MetricGoals(Metric metric, DailyGoal everyone, Map<String, DailyGoal> agents) {
    static MetricGoals of(MetricRow seed) {
        return new MetricGoals(
                seed.metric(), new DailyGoal(seed.goal(), seed.yellowFloor()), Map.of());
    }

    static MetricGoals of(JsonNode json) {
        DailyGoal everyone = DailyGoal.of(json, 0);
        Map<String, DailyGoal> agents = new LinkedHashMap<>();
        for (JsonNode agent : json.path("agents")) {
            agents.put(agent.path("agentId").asText(), DailyGoal.of(agent, everyone.yellowFloor()));
        }
        return new MetricGoals(Metric.valueOf(json.path("metricId").asText()), everyone, agents);
    }

    ObjectNode writeTo(ObjectNode json) {
        json.put("metricId", metric.name());
        everyone.writeTo(json);
        ArrayNode others = json.putArray("agents");
        agents.forEach(
                (agent, dailyGoal) -> dailyGoal.writeTo(others.addObject().put("agentId", agent)));
        return json;
    }

    Stream<GoalRow> rows(YearMonth month) {
        return Stream.concat(
                Stream.of(row("", month, everyone)),
                agents.entrySet().stream().map(each -> row(each.getKey(), month, each.getValue())));
    }

    private GoalRow row(String agent, YearMonth month, DailyGoal dailyGoal) {
        return new GoalRow(metric, agent, month, dailyGoal.goal(), dailyGoal.yellowFloor());
    }

    @Override
    public String toString() {
        return metric + " " + everyone + (agents.isEmpty() ? "" : ", and for " + agents);
    }
}
