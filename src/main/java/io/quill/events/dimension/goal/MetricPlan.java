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

/** What is aimed at in one metric, by everyone and by single agents. */
record MetricPlan(Metric metric, Aim everyone, Map<String, Aim> agents) {
    static MetricPlan of(MetricRow seed) {
        return new MetricPlan(seed.metric(), new Aim(seed.goal(), seed.yellowFloor()), Map.of());
    }

    static MetricPlan of(JsonNode json) {
        Aim everyone = Aim.of(json, 0);
        Map<String, Aim> agents = new LinkedHashMap<>();
        for (JsonNode agent : json.path("agents")) {
            agents.put(agent.path("agentId").asText(), Aim.of(agent, everyone.yellowFloor()));
        }
        return new MetricPlan(Metric.valueOf(json.path("metricId").asText()), everyone, agents);
    }

    ObjectNode into(ObjectNode json) {
        json.put("metricId", metric.name());
        everyone.into(json);
        ArrayNode others = json.putArray("agents");
        agents.forEach((agent, aim) -> aim.into(others.addObject().put("agentId", agent)));
        return json;
    }

    Stream<GoalRow> rows(YearMonth month) {
        return Stream.concat(
                Stream.of(row("", month, everyone)),
                agents.entrySet().stream().map(each -> row(each.getKey(), month, each.getValue())));
    }

    private GoalRow row(String agent, YearMonth month, Aim aim) {
        return new GoalRow(metric, agent, month, aim.goal(), aim.yellowFloor());
    }

    @Override
    public String toString() {
        return metric + " " + everyone + (agents.isEmpty() ? "" : ", and for " + agents);
    }
}
