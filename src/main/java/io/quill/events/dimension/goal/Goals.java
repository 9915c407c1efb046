package io.quill.events.dimension.goal;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.Metric;
import io.quill.events.dimension.Cell;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.sync.Ask.Option;
import io.quill.events.dimension.sync.Fault;
import io.quill.events.dimension.sync.Keeper;
import io.quill.events.dimension.sync.Merge;
import io.quill.events.dimension.sync.Schemas;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.Target;
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
 * Keeps DimMetric and DimGoal. A month's goals show when the month has come; a payload for a month
 * that is over changes that month alone.
 */
public final class Goals implements Keeper {
    /** As far back as days are seeded: what the past showed before there was any goal. */
    private static final int MONTHS_BACK = 60;

    private final WantedRows wanted;
    private final InstantSource clock;
    private final ZoneId zone;

    public Goals(WantedRows wanted, InstantSource clock, ZoneId zone) {
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
        return Schemas.beside(Goals.class, "dim-metric.schema.json");
    }

    @Override
    public List<Fault> faults(JsonNode payload, Predicate<String> sound) {
        List<Fault> faults = new ArrayList<>();
        Set<String> metrics = new HashSet<>();
        for (int i = 0; i < payload.path("metrics").size(); i++) {
            JsonNode metric = payload.path("metrics").path(i);
            String at = "/metrics/" + i;
            twice(metric, at, "metricId", metrics).ifPresent(faults::add);
            Set<String> agents = new HashSet<>();
            for (int j = 0; j < metric.path("agents").size(); j++) {
                JsonNode agent = metric.path("agents").path(j);
                twice(agent, at + "/agents/" + j, "agentId", agents).ifPresent(faults::add);
            }
        }
        return faults;
    }

    private static Optional<Fault> twice(
            JsonNode part, String at, String name, Set<String> before) {
        String id = part.path(name).asText();
        return id.isEmpty() || before.add(Cell.key(id))
                ? Optional.empty()
                : Optional.of(new Fault(at + "/" + name, id + " is there twice"));
    }

    @Override
    public Merge merge(Optional<JsonNode> state, JsonNode payload, Set<Option> options) {
        YearMonth month = YearMonth.parse(payload.path("month").asText());
        long version = payload.path("version").asLong();
        Plan before = state.map(Plan::of).orElseGet(this::none);
        if (version <= before.version(month)) {
            return new Merge.Refused(
                    "For %s version %d is in force, and version %d is not newer; it says: %s"
                            .formatted(month, before.version(month), version, told(before, month)));
        }
        Map<Metric, MetricPlan> plans = Plan.plans(payload.path("metrics"));
        boolean over = month.isBefore(current()) && !options.contains(Option.REWRITE_PAST);
        Plan unaffected = over ? before.settle(month.plusMonths(1)) : before;
        return new Merge.Next(
                unaffected.with(month, version, plans).json(),
                month + " version " + version,
                Optional.of(month.atDay(1)).filter(_ -> month.isAfter(current())),
                remarks(plans));
    }

    @Override
    public Merge restore(JsonNode state, JsonNode earlier, Set<Option> options) {
        Plan now = Plan.of(state);
        Plan then = Plan.of(earlier);
        boolean past = options.contains(Option.REWRITE_PAST);
        Plan next = past ? now.replaced(then) : now.followed(current(), then);
        if (!next.isLike(now)) {
            return Merge.Next.of(next.json(), "goals of an earlier version");
        }
        return past || now.replaced(then).isLike(now)
                ? new Merge.Same()
                : new Merge.Refused(
                        "It differs only in months that are over; they change when the past is to"
                                + " be rewritten");
    }

    @Override
    public List<Target> targets(JsonNode state, Set<Option> options) {
        Plan plan = Plan.of(state);
        return List.of(
                Target.exactly(Dimension.METRIC, plan.defaults(current())),
                Target.exactly(Dimension.GOAL, plan.rows(current())));
    }

    @Override
    public String stamp() {
        return current().toString();
    }

    @Override
    public void conclude(JsonNode state, Supplier<Guard> right) {}

    private Plan none() {
        return new Plan(
                current().minusMonths(MONTHS_BACK),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    private static String told(Plan plan, YearMonth month) {
        return plan.in(month).stream().map(MetricPlan::toString).collect(Collectors.joining("; "));
    }

    private List<String> remarks(Map<Metric, MetricPlan> plans) {
        Set<String> known = wanted.rows(Dimension.AGENT).keySet();
        return plans.values().stream()
                .flatMap(plan -> plan.agents().keySet().stream())
                .distinct()
                .filter(agent -> !known.contains(Cell.key(agent)))
                .map(agent -> "No agent " + agent + " is known yet")
                .toList();
    }

    private YearMonth current() {
        return YearMonth.from(LocalDate.ofInstant(clock.instant(), zone));
    }
}
