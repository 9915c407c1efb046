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
 * Goals of all months; what a month does not declare, it has from the months before it.
 *
 * @param since the first month that has rows of its own; the default of a metric shows before it
 * @param declared what payloads say of their months
 * @param frozen what months had when something before them changed, which they keep
 * @param versions the highest that was ever taken for a month, which going back does not lower
 */
record GoalPlan(
        YearMonth since,
        NavigableMap<YearMonth, Map<Metric, MetricGoals>> declared,
        NavigableMap<YearMonth, Map<Metric, MetricGoals>> frozen,
        SortedMap<YearMonth, Long> versions) {
    static GoalPlan of(JsonNode json) {
        SortedMap<YearMonth, Long> versions = new TreeMap<>();
        json.path("versions")
                .properties()
                .forEach(
                        each ->
                                versions.put(
                                        YearMonth.parse(each.getKey()), each.getValue().asLong()));
        return new GoalPlan(
                YearMonth.parse(json.path("since").asText()),
                months(json.path("said")),
                months(json.path("settled")),
                versions);
    }

    private static NavigableMap<YearMonth, Map<Metric, MetricGoals>> months(JsonNode json) {
        NavigableMap<YearMonth, Map<Metric, MetricGoals>> months = new TreeMap<>();
        json.properties()
                .forEach(
                        each -> months.put(YearMonth.parse(each.getKey()), plans(each.getValue())));
        return months;
    }

    static Map<Metric, MetricGoals> plans(JsonNode metrics) {
        Map<Metric, MetricGoals> plans = new EnumMap<>(Metric.class);
        for (JsonNode metric : metrics) {
            MetricGoals plan = MetricGoals.of(metric);
            plans.put(plan.metric(), plan);
        }
        return plans;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("since", since.toString());
        write(declared, json.putObject("said"));
        write(frozen, json.putObject("settled"));
        ObjectNode numbers = json.putObject("versions");
        versions.forEach((month, version) -> numbers.put(month.toString(), version));
        return json;
    }

    private static void write(Map<YearMonth, Map<Metric, MetricGoals>> months, ObjectNode into) {
        months.forEach(
                (month, plans) -> {
                    ArrayNode metrics = into.putArray(month.toString());
                    plans.values().forEach(plan -> plan.writeTo(metrics.addObject()));
                });
    }

    long version(YearMonth month) {
        return versions.getOrDefault(month, 0L);
    }

    /** Goals of one month. */
    List<MetricGoals> goalsOf(YearMonth month) {
        return MetricRow.SEEDS.stream().map(seed -> goalsOf(month, seed)).toList();
    }

    private MetricGoals goalsOf(YearMonth month, MetricRow seed) {
        Metric metric = seed.metric();
        return latest(declared, month, metric)
                .filter(told -> !isFrozenAfter(told, month, metric))
                .or(() -> latest(frozen, month, metric))
                .map(at -> plan(at, metric))
                .orElseGet(() -> MetricGoals.of(seed));
    }

    private boolean isFrozenAfter(YearMonth told, YearMonth month, Metric metric) {
        return latest(frozen, month, metric).filter(told::isBefore).isPresent();
    }

    private MetricGoals plan(YearMonth month, Metric metric) {
        return Optional.ofNullable(declared.getOrDefault(month, Map.of()).get(metric))
                .or(() -> Optional.ofNullable(frozen.getOrDefault(month, Map.of()).get(metric)))
                .orElseThrow();
    }

    private static Optional<YearMonth> latest(
            NavigableMap<YearMonth, Map<Metric, MetricGoals>> months,
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
                            DailyGoal dailyGoal = goalsOf(current, seed).everyone();
                            return new MetricRow(
                                    seed.metric(),
                                    seed.name(),
                                    dailyGoal.goal(),
                                    dailyGoal.yellowFloor());
                        })
                .toList();
    }

    /**
     * Returns goal rows for every month up to now, so that a new default recolours none of them.
     */
    List<GoalRow> rows(YearMonth current) {
        return Stream.iterate(since, month -> !month.isAfter(current), month -> month.plusMonths(1))
                .flatMap(month -> goalsOf(month).stream().flatMap(plan -> plan.rows(month)))
                .toList();
    }

    /** Returns a plan with these goals for a month. */
    GoalPlan with(YearMonth month, long version, Map<Metric, MetricGoals> plans) {
        NavigableMap<YearMonth, Map<Metric, MetricGoals>> more = new TreeMap<>(declared);
        more.put(month, plans);
        SortedMap<YearMonth, Long> numbers = new TreeMap<>(versions);
        numbers.merge(month, version, Math::max);
        return new GoalPlan(earlier(since, month), more, frozen, numbers);
    }

    /** Freezes what a month has now, whatever is declared for the months before it. */
    GoalPlan freeze(YearMonth month) {
        NavigableMap<YearMonth, Map<Metric, MetricGoals>> more = new TreeMap<>(frozen);
        Map<Metric, MetricGoals> all = new EnumMap<>(Metric.class);
        goalsOf(month).forEach(plan -> all.put(plan.metric(), plan));
        more.put(month, all);
        return new GoalPlan(since, declared, more, versions);
    }

    /** Returns another plan in place of this one, with the higher version of each month. */
    GoalPlan replacedBy(GoalPlan by) {
        SortedMap<YearMonth, Long> highest = new TreeMap<>(versions);
        by.versions.forEach((month, version) -> highest.merge(month, version, Math::max));
        return new GoalPlan(earlier(since, by.since), by.declared, by.frozen, highest);
    }

    /** Returns this plan before a month, and another one from it on. */
    GoalPlan replacedFrom(YearMonth from, GoalPlan by) {
        GoalPlan other = by.freeze(from);
        return replacedBy(
                new GoalPlan(
                        by.since,
                        joined(declared, from, other.declared),
                        joined(frozen, from, other.frozen),
                        by.versions));
    }

    private static NavigableMap<YearMonth, Map<Metric, MetricGoals>> joined(
            NavigableMap<YearMonth, Map<Metric, MetricGoals>> before,
            YearMonth from,
            NavigableMap<YearMonth, Map<Metric, MetricGoals>> after) {
        NavigableMap<YearMonth, Map<Metric, MetricGoals>> both =
                new TreeMap<>(before.headMap(from, false));
        both.putAll(after.tailMap(from, true));
        return both;
    }

    /** Returns whether every month has the same goals. */
    boolean isEquivalent(GoalPlan other) {
        return Stream.of(declared, frozen, other.declared, other.frozen)
                .flatMap(months -> months.keySet().stream())
                .allMatch(month -> goalsOf(month).equals(other.goalsOf(month)));
    }

    private static YearMonth earlier(YearMonth left, YearMonth right) {
        return left.isBefore(right) ? left : right;
    }
}
