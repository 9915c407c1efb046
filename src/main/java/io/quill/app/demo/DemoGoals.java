package io.quill.app.demo;

import io.quill.events.Metric;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Daily goals of the demo.
 *
 * @param part 1 for all of it; a short demo has a small part of the goals, so that they colour
 */
record DemoGoals(int part) {
    private static final double YELLOW_FLOOR = 0.85;

    int of(Metric metric) {
        int whole =
                switch (metric) {
                    case CALLS -> 50;
                    case TEXTS -> 45;
                    case EMAILS -> 20;
                    case CASES -> 10;
                };
        return Math.max(1, whole / part);
    }

    /** Returns the goals as an admin sends them. */
    String payload(LocalDate today) {
        String metrics =
                Stream.of(Metric.values())
                        .map(
                                metric ->
                                        """
                                        {"metricId":"%s","goal":%d,"yellowFloorPct":%s}"""
                                                .formatted(metric, of(metric), YELLOW_FLOOR))
                        .collect(Collectors.joining(","));
        return """
        {"month":"%s","version":1,"metrics":[%s]}"""
                .formatted(YearMonth.from(today), metrics);
    }
}
