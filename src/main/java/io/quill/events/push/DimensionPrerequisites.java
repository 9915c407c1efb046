package io.quill.events.push;

import io.quill.events.FactEvent;
import io.quill.events.RequiredDimensionRow;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.DateRow;
import io.quill.events.dimension.DimensionRow;
import io.quill.events.dimension.DimensionTables;
import io.quill.events.dimension.MetricRow;
import io.quill.events.dimension.TableSyncProgress;
import io.quill.events.dimension.WantedRows;
import io.quill.events.sink.DatasetQuota;
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

/**
 * Orders the date and agent rows that facts need, and lets the facts follow once the tables have
 * them.
 */
public final class DimensionPrerequisites implements Prerequisites {
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Opens the tables of a dataset; what comes alongside is stored before each of their posts. */
    public interface Opening {
        DimensionTables open(
                String dataset, DatasetQuota datasetQuota, Supplier<List<Write>> alongside);
    }

    private final WantedRows wanted;
    private final AgentZones zones;
    private final Opening opening;
    private final InstantSource clock;
    private Optional<DimensionTables> tables = Optional.empty();

    public DimensionPrerequisites(
            WantedRows wanted, AgentZones zones, Opening opening, InstantSource clock) {
        this.wanted = wanted;
        this.zones = zones;
        this.opening = opening;
        this.clock = clock;
    }

    @Override
    public void begin(String dataset, DatasetQuota datasetQuota) {
        wanted.ensure(MetricRow.SEEDS);
        tables =
                Optional.of(
                        opening.open(
                                dataset,
                                datasetQuota,
                                () -> List.of(BatchStore.quota(datasetQuota.state()))));
    }

    @Override
    public Readiness ready(Guard guard, List<FactEvent> facts) {
        DimensionTables now = tables.orElseThrow();
        Set<RequiredDimensionRow> hints = hints(facts);
        if (!now.covers(hints)) {
            wanted.ensure(hints.stream().map(DimensionPrerequisites::row).toList());
        }
        TableSyncProgress tableSyncProgress = now.advance(guard);
        return switch (tableSyncProgress) {
            case TableSyncProgress.Stepped _ ->
                    later(clock.instant(), "brings the dimensions in line");
            case TableSyncProgress.InLine _ ->
                    readyOrLater(now, hints, MOMENT, "looks at the dimensions again");
            case TableSyncProgress.Waits(Instant until, String why) ->
                    now.covers(hints) ? new Readiness.Ready() : later(until, why);
            case TableSyncProgress.Stuck(String words) -> readyOrLater(now, hints, PATIENCE, words);
        };
    }

    private Readiness readyOrLater(
            DimensionTables now, Set<RequiredDimensionRow> hints, Duration pause, String words) {
        return now.covers(hints)
                ? new Readiness.Ready()
                : later(clock.instant().plus(pause), words);
    }

    private static Readiness later(Instant until, String words) {
        return new Readiness.Later(until, words);
    }

    private Set<RequiredDimensionRow> hints(List<FactEvent> facts) {
        Set<RequiredDimensionRow> hints = new HashSet<>();
        for (FactEvent fact : facts) {
            hints.add(new RequiredDimensionRow.Agent(fact.agentId()));
            hints.add(new RequiredDimensionRow.Date(zones.day(fact)));
        }
        return hints;
    }

    private static DimensionRow row(RequiredDimensionRow hint) {
        return switch (hint) {
            case RequiredDimensionRow.Agent(String id) -> AgentRow.unknown(id);
            case RequiredDimensionRow.Date(var date) -> new DateRow(date);
        };
    }
}
