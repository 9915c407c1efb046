package io.quill.events.board;

import io.quill.events.Metric;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Score of an agent in one metric.
 *
 * @param actual what is settled or on its way
 * @param goal none on a day off
 * @param reached the part of the goal; none where the goal is none or zero
 */
public record MetricScore(
        Metric metric, long actual, OptionalLong goal, OptionalDouble reached, GoalStatus status) {
    public String metricId() {
        return metric.name();
    }
}
