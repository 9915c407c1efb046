package io.quill.events.push.table;

import io.quill.events.DimHint;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.DateRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.Head;
import io.quill.events.dimension.MetricRow;
import io.quill.events.dimension.Row;
import io.quill.events.dimension.Step;
import io.quill.events.dimension.Tables;
import io.quill.events.dimension.WantedRows;
import io.quill.events.push.Clearings;
import io.quill.events.push.Clearings.Clearing;
import io.quill.events.push.LeasedSink;
import io.quill.events.sink.Quota;
import io.quill.events.sink.Sink;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Write;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The dimension tables of one dataset. */
public final class PushedTables implements Tables {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final DataStore store;
    private final Clearings clearings;
    private final String dataset;
    private final Means means;
    private final Map<Dimension, TableSync> tables = new EnumMap<>(Dimension.class);
    private @Nullable Guard guard;
    private Instant nextLook = Instant.MIN;

    /**
     * @param dataset as the sink names it: a table of another dataset is another table
     * @param alongside what else is to be stored before a post goes: the state of the quota
     */
    public PushedTables(
            DataStore store,
            WantedRows wanted,
            Sink sink,
            Quota quota,
            InstantSource clock,
            InstantSource waits,
            String dataset,
            Supplier<List<Write>> alongside) {
        this.store = store;
        this.clearings = new Clearings(store);
        this.dataset = dataset;
        this.means = new Means(clearings, wanted, sink, quota, clock, waits, alongside);
    }

    @Override
    public Step advance(Guard current) {
        if (!current.equals(guard)) {
            open(current);
        }
        try {
            clear(current);
            return advance();
        } catch (RuntimeException fault) {
            // what was remembered may not be what was stored
            guard = null;
            tables.clear();
            throw fault;
        }
    }

    @Override
    public boolean covers(Collection<DimHint> hints) {
        return MetricRow.SEEDS.stream().allMatch(this::covers)
                && hints.stream().map(PushedTables::row).allMatch(this::covers);
    }

    /** The row that a hint asks for, where nobody knows more about it. */
    public static Row row(DimHint hint) {
        return switch (hint) {
            case DimHint.Agent(String agentId) -> AgentRow.unknown(agentId);
            case DimHint.Date(var date) -> new DateRow(date);
        };
    }

    private boolean covers(Row row) {
        TableSync table = tables.get(row.dimension());
        return table != null && table.covers(row.key());
    }

    private void open(Guard current) {
        tables.clear();
        Means leased =
                means.through(
                        new LeasedSink(means.sink(), store, means.clock(), means.waits(), current));
        for (Dimension dimension : Dimension.values()) {
            Journal journal = new Journal(store, dataset, dimension.table());
            tables.put(dimension, new TableSync(dimension, leased, journal, current));
        }
        guard = current;
    }

    /** What an operator wants emptied is filled again at once, out of what is wanted. */
    private void clear(Guard current) {
        if (means.waits().instant().isBefore(nextLook)) {
            return;
        }
        Instant now = means.waits().instant();
        nextLook = now.plus(PAUSE);
        List<Clearing> pending = clearings.pending();
        pending.stream().filter(Clearing::isForADoubt).forEach(this::watch);
        List<Clearing> due = pending.stream().filter(each -> !each.at().isAfter(now)).toList();
        tables.forEach(
                (dimension, table) -> {
                    List<Clearing> orders =
                            due.stream()
                                    .filter(each -> each.table().equals(dimension.table()))
                                    .toList();
                    orders.stream()
                            .map(Clearing::at)
                            .max(Comparator.naturalOrder())
                            .filter(
                                    at ->
                                            orders.stream().allMatch(Clearing::isForADoubt)
                                                    ? table.clearAfterDoubt(at)
                                                    : table.clear(at))
                            .ifPresent(_ -> orders.forEach(each -> clearings.done(current, each)));
                });
    }

    /** Whoever had the lease before may have ordered it, and its request may still come. */
    private void watch(Clearing order) {
        tables.forEach(
                (dimension, table) -> {
                    if (dimension.table().equals(order.table())) {
                        table.watchUntil(order.at());
                    }
                });
    }

    private Step advance() {
        Map<Dimension, Head> heads = means.wanted().heads();
        List<Step> steps = new ArrayList<>();
        for (Map.Entry<Dimension, TableSync> each : tables.entrySet()) {
            Step step = each.getValue().advance(heads.getOrDefault(each.getKey(), Head.NONE));
            if (step instanceof Step.Stepped) {
                return step;
            }
            steps.add(step);
        }
        return together(steps);
    }

    /** One table that is stuck does not keep the others from being waited for. */
    private static Step together(List<Step> steps) {
        return steps.stream()
                .filter(Step.Waits.class::isInstance)
                .map(Step.Waits.class::cast)
                .min(Comparator.comparing(Step.Waits::until))
                .<Step>map(waits -> waits)
                .or(() -> steps.stream().filter(Step.Stuck.class::isInstance).findFirst())
                .orElseGet(Step.InLine::new);
    }
}
