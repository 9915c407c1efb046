package io.quill.events.dimension.goal;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.Metric;
import io.quill.events.dimension.CellFormat;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.sync.DimensionHandler;
import io.quill.events.dimension.sync.MergeDecision;
import io.quill.events.dimension.sync.PayloadError;
import io.quill.events.dimension.sync.SchemaResources;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncRequest.Option;
import io.quill.events.dimension.sync.TargetRows;
import io.quill.platform.store.Guard;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Handler of DimMetric and DimGoal. A month's goals show when the month has come; a payload for a
 * month that is over changes that month alone.
 */
public final class GoalHandler implements DimensionHandler {
    /** Months before the first goal that show the defaults, as far back as days are seeded. */
    private static final int MONTHS_BACK = 60;

    private final WantedRows wanted;
    private final InstantSource clock;
    private final ZoneId zone;

    public GoalHandler(WantedRows wanted, InstantSource clock, ZoneId zone) {
        this.wanted = wanted;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Subject subject() {
        return Subject.GOALS;
    }

    @Override
    public String schema() {
        return SchemaResources.load(GoalHandler.class, "dim-metric.schema.json");
    }

    @Override
    public List<PayloadError> validate(JsonNode payload, Predicate<String> sound) {
        List<PayloadError> faults = new ArrayList<>();
        Set<String> metrics = new HashSet<>();
        for (int i = 0; i < payload.path("metrics").size(); i++) {
            JsonNode metric = payload.path("metrics").path(i);
            String at = "/metrics/" + i;
            duplicate(metric, at, "metricId", metrics).ifPresent(faults::add);
            Set<String> agents = new HashSet<>();
            for (int j = 0; j < metric.path("agents").size(); j++) {
                JsonNode agent = metric.path("agents").path(j);
                duplicate(agent, at + "/agents/" + j, "agentId", agents).ifPresent(faults::add);
            }
        }
        return faults;
    }

    private static Optional<PayloadError> duplicate(
            JsonNode part, String at, String name, Set<String> before) {
        String id = part.path(name).asText();
        return id.isEmpty() || before.add(CellFormat.foldKey(id))
                ? Optional.empty()
                : Optional.of(new PayloadError(at + "/" + name, id + " is there twice"));
    }

    @Override
    public MergeDecision merge(Optional<JsonNode> state, JsonNode payload, Set<Option> options) {
        YearMonth month = YearMonth.parse(payload.path("month").asText());
        long version = payload.path("version").asLong();
        GoalPlan before = state.map(GoalPlan::of).orElseGet(this::emptyPlan);
        if (version <= before.version(month)) {
            return new MergeDecision.Refused(
                    "For %s version %d is in force, and version %d is not newer; it says: %s"
                            .formatted(
                                    month,
                                    before.version(month),
                                    version,
                                    describe(before, month)));
        }
        Map<Metric, MetricGoals> plans = GoalPlan.plans(payload.path("metrics"));
        boolean over = month.isBefore(current()) && !options.contains(Option.REWRITE_PAST);
        GoalPlan unaffected = over ? before.freeze(month.plusMonths(1)) : before;
        return new MergeDecision.Next(
                unaffected.with(month, version, plans).json(),
                month + " version " + version,
                Optional.of(month.atDay(1)).filter(_ -> month.isAfter(current())),
                remarks(plans));
    }

    @Override
    public MergeDecision restore(JsonNode state, JsonNode earlier, Set<Option> options) {
        GoalPlan now = GoalPlan.of(state);
        GoalPlan then = GoalPlan.of(earlier);
        boolean past = options.contains(Option.REWRITE_PAST);
        GoalPlan next = past ? now.replacedBy(then) : now.replacedFrom(current(), then);
        if (!next.isEquivalent(now)) {
            return MergeDecision.Next.of(next.json(), "goals of an earlier version");
        }
        return past || now.replacedBy(then).isEquivalent(now)
                ? new MergeDecision.Same()
                : new MergeDecision.Refused(
                        "It differs only in months that are over; they change when the past is to"
                                + " be rewritten");
    }

    @Override
    public List<TargetRows> targets(JsonNode state, Set<Option> options) {
        GoalPlan goalPlan = GoalPlan.of(state);
        return List.of(
                TargetRows.exactly(Dimension.METRIC, goalPlan.defaults(current())),
                TargetRows.exactly(Dimension.GOAL, goalPlan.rows(current())));
    }

    @Override
    public String stamp() {
        return current().toString();
    }

    @Override
    public void afterRows(JsonNode state, Supplier<Guard> right) {}

    private GoalPlan emptyPlan() {
        return new GoalPlan(
                current().minusMonths(MONTHS_BACK),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    private static String describe(GoalPlan goalPlan, YearMonth month) {
        return goalPlan.goalsOf(month).stream()
                .map(MetricGoals::toString)
                .collect(Collectors.joining("; "));
    }

    private List<String> remarks(Map<Metric, MetricGoals> plans) {
        Set<String> known = wanted.rows(Dimension.AGENT).keySet();
        return plans.values().stream()
                .flatMap(plan -> plan.agents().keySet().stream())
                .distinct()
                .filter(agent -> !known.contains(CellFormat.foldKey(agent)))
                .map(agent -> "No agent " + agent + " is known yet")
                .toList();
    }

    private YearMonth current() {
        return YearMonth.from(LocalDate.ofInstant(clock.instant(), zone));
    }
}
