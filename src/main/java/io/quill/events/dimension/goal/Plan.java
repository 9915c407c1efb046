package io.quill.events.dimension.goal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.Metric;
import io.quill.events.dimension.GoalRow;
import io.quill.events.dimension.MetricRow;

import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The goals of all months. What a month does not say, it has from the months before it.
 *
 * @param since the first month that has rows of its own; the default of a metric shows before it
 * @param said what payloads say of their months
 * @param settled what months had when something before them changed, which they keep
 * @param versions the highest that was ever taken for a month, which going back does not lower
 */
record Plan(
        YearMonth since,
        NavigableMap<YearMonth, Map<Metric, MetricPlan>> said,
        NavigableMap<YearMonth, Map<Metric, MetricPlan>> settled,
        SortedMap<YearMonth, Long> versions) {
    static Plan of(JsonNode json) {
        SortedMap<YearMonth, Long> versions = new TreeMap<>();
        json.path("versions")
                .properties()
                .forEach(
                        each ->
                                versions.put(
                                        YearMonth.parse(each.getKey()), each.getValue().asLong()));
        return new Plan(
                YearMonth.parse(json.path("since").asText()),
                months(json.path("said")),
                months(json.path("settled")),
                versions);
    }

    private static NavigableMap<YearMonth, Map<Metric, MetricPlan>> months(JsonNode json) {
        NavigableMap<YearMonth, Map<Metric, MetricPlan>> months = new TreeMap<>();
        json.properties()
                .forEach(
                        each -> months.put(YearMonth.parse(each.getKey()), plans(each.getValue())));
        return months;
    }

    static Map<Metric, MetricPlan> plans(JsonNode metrics) {
        Map<Metric, MetricPlan> plans = new EnumMap<>(Metric.class);
        for (JsonNode metric : metrics) {
            MetricPlan plan = MetricPlan.of(metric);
            plans.put(plan.metric(), plan);
        }
        return plans;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("since", since.toString());
        write(said, json.putObject("said"));
        write(settled, json.putObject("settled"));
        ObjectNode numbers = json.putObject("versions");
        versions.forEach((month, version) -> numbers.put(month.toString(), version));
        return json;
    }

    private static void write(Map<YearMonth, Map<Metric, MetricPlan>> months, ObjectNode into) {
        months.forEach(
                (month, plans) -> {
                    ArrayNode metrics = into.putArray(month.toString());
                    plans.values().forEach(plan -> plan.into(metrics.addObject()));
                });
    }

    long version(YearMonth month) {
        return versions.getOrDefault(month, 0L);
    }

    /** What holds in a month. */
    List<MetricPlan> in(YearMonth month) {
        return MetricRow.SEEDS.stream().map(seed -> in(month, seed)).toList();
    }

    private MetricPlan in(YearMonth month, MetricRow seed) {
        Metric metric = seed.metric();
        return latest(said, month, metric)
                .filter(told -> !isSettledAfter(told, month, metric))
                .or(() -> latest(settled, month, metric))
                .map(at -> plan(at, metric))
                .orElseGet(() -> MetricPlan.of(seed));
    }

    private boolean isSettledAfter(YearMonth told, YearMonth month, Metric metric) {
        return latest(settled, month, metric).filter(told::isBefore).isPresent();
    }

    private MetricPlan plan(YearMonth month, Metric metric) {
        return Optional.ofNullable(said.getOrDefault(month, Map.of()).get(metric))
                .or(() -> Optional.ofNullable(settled.getOrDefault(month, Map.of()).get(metric)))
                .orElseThrow();
    }

    private static Optional<YearMonth> latest(
            NavigableMap<YearMonth, Map<Metric, MetricPlan>> months,
            YearMonth upTo,
            Metric metric) {
        return months.headMap(upTo, true).descendingMap().entrySet().stream()
                .filter(each -> each.getValue().containsKey(metric))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    List<MetricRow> defaults(YearMonth current) {
        return MetricRow.SEEDS.stream()
                .map(
                        seed -> {
                            Aim aim = in(current, seed).everyone();
                            return new MetricRow(
                                    seed.metric(), seed.name(), aim.goal(), aim.yellowFloor());
                        })
                .toList();
    }

    /** Every month up to now has its own, so that another default recolours none of them. */
    List<GoalRow> rows(YearMonth current) {
        return Stream.iterate(since, month -> !month.isAfter(current), month -> month.plusMonths(1))
                .flatMap(month -> in(month).stream().flatMap(plan -> plan.rows(month)))
                .toList();
    }

    /** With these plans for a month, instead of what was said of it before. */
    Plan with(YearMonth month, long version, Map<Metric, MetricPlan> plans) {
        NavigableMap<YearMonth, Map<Metric, MetricPlan>> more = new TreeMap<>(said);
        more.put(month, plans);
        SortedMap<YearMonth, Long> numbers = new TreeMap<>(versions);
        numbers.merge(month, version, Math::max);
        return new Plan(earlier(since, month), more, settled, numbers);
    }

    /** A month keeps what it has now, whatever is said of the months before it. */
    Plan settle(YearMonth month) {
        NavigableMap<YearMonth, Map<Metric, MetricPlan>> more = new TreeMap<>(settled);
        Map<Metric, MetricPlan> all = new EnumMap<>(Metric.class);
        in(month).forEach(plan -> all.put(plan.metric(), plan));
        more.put(month, all);
        return new Plan(since, said, more, versions);
    }

    /** Another plan instead of this one. */
    Plan replaced(Plan by) {
        SortedMap<YearMonth, Long> highest = new TreeMap<>(versions);
        by.versions.forEach((month, version) -> highest.merge(month, version, Math::max));
        return new Plan(earlier(since, by.since), by.said, by.settled, highest);
    }

    /** From a month on another plan, and before it this one. */
    Plan followed(YearMonth from, Plan by) {
        Plan other = by.settle(from);
        return replaced(
                new Plan(
                        by.since,
                        joined(said, from, other.said),
                        joined(settled, from, other.settled),
                        by.versions));
    }

    private static NavigableMap<YearMonth, Map<Metric, MetricPlan>> joined(
            NavigableMap<YearMonth, Map<Metric, MetricPlan>> before,
            YearMonth from,
            NavigableMap<YearMonth, Map<Metric, MetricPlan>> after) {
        NavigableMap<YearMonth, Map<Metric, MetricPlan>> both =
                new TreeMap<>(before.headMap(from, false));
        both.putAll(after.tailMap(from, true));
        return both;
    }

    /** Whether every month comes to the same. */
    boolean isLike(Plan other) {
        return Stream.of(said, settled, other.said, other.settled)
                .flatMap(months -> months.keySet().stream())
                .allMatch(month -> in(month).equals(other.in(month)));
    }

    private static YearMonth earlier(YearMonth left, YearMonth right) {
        return left.isBefore(right) ? left : right;
    }
}
