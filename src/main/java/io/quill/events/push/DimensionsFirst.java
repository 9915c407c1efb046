package io.quill.events.push;

import io.quill.events.DimHint;
import io.quill.events.FactEvent;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.DateRow;
import io.quill.events.dimension.MetricRow;
import io.quill.events.dimension.Row;
import io.quill.events.dimension.Step;
import io.quill.events.dimension.Tables;
import io.quill.events.dimension.WantedRows;
import io.quill.events.sink.Quota;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Write;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Wants the date and the agent of every fact, and lets facts follow once the tables have them. */
public final class DimensionsFirst implements Prerequisites {
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Opens the tables of a dataset; what comes alongside is stored before each of their posts. */
    public interface Opening {
        Tables open(String dataset, Quota quota, Supplier<List<Write>> alongside);
    }

    private final WantedRows wanted;
    private final AgentZones zones;
    private final Opening opening;
    private final InstantSource clock;
    private Optional<Tables> tables = Optional.empty();

    public DimensionsFirst(
            WantedRows wanted, AgentZones zones, Opening opening, InstantSource clock) {
        this.wanted = wanted;
        this.zones = zones;
        this.opening = opening;
        this.clock = clock;
    }

    @Override
    public void begin(String dataset, Quota quota) {
        wanted.ensure(MetricRow.SEEDS);
        tables =
                Optional.of(
                        opening.open(
                                dataset, quota, () -> List.of(BatchBook.quota(quota.state()))));
    }

    @Override
    public Readiness ready(Guard guard, List<FactEvent> facts) {
        Tables now = tables.orElseThrow();
        Set<DimHint> hints = hints(facts);
        if (!now.covers(hints)) {
            wanted.ensure(hints.stream().map(DimensionsFirst::row).toList());
        }
        Step step = now.advance(guard);
        return switch (step) {
            case Step.Stepped _ -> later(clock.instant(), "brings the dimensions in line");
            case Step.InLine _ -> follow(now, hints, MOMENT, "looks at the dimensions again");
            case Step.Waits(Instant until, String why) ->
                    now.covers(hints) ? new Readiness.Ready() : later(until, why);
            case Step.Stuck(String words) -> follow(now, hints, PATIENCE, words);
        };
    }

    private Readiness follow(Tables now, Set<DimHint> hints, Duration pause, String words) {
        return now.covers(hints)
                ? new Readiness.Ready()
                : later(clock.instant().plus(pause), words);
    }

    private static Readiness later(Instant until, String words) {
        return new Readiness.Later(until, words);
    }

    private Set<DimHint> hints(List<FactEvent> facts) {
        Set<DimHint> hints = new HashSet<>();
        for (FactEvent fact : facts) {
            hints.add(new DimHint.Agent(fact.agentId()));
            hints.add(new DimHint.Date(zones.day(fact)));
        }
        return hints;
    }

    private static Row row(DimHint hint) {
        return switch (hint) {
            case DimHint.Agent(String id) -> AgentRow.unknown(id);
            case DimHint.Date(var date) -> new DateRow(date);
        };
    }
}
