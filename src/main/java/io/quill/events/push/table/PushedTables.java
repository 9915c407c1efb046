package io.quill.events.push.table;

import io.quill.events.RequiredDimensionRow;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.DateRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.DimensionRow;
import io.quill.events.dimension.DimensionTables;
import io.quill.events.dimension.MetricRow;
import io.quill.events.dimension.TableSyncProgress;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.WantedRowsVersion;
import io.quill.events.push.ClearOrders;
import io.quill.events.push.ClearOrders.Clearing;
import io.quill.events.push.LeasedSink;
import io.quill.events.sink.DatasetQuota;
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

/** Dimension tables of one dataset. */
public final class PushedTables implements DimensionTables {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final DataStore store;
    private final ClearOrders clearOrders;
    private final String dataset;
    private final TableContext tableContext;
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
            DatasetQuota datasetQuota,
            InstantSource clock,
            InstantSource waits,
            String dataset,
            Supplier<List<Write>> alongside) {
        this.store = store;
        this.clearOrders = new ClearOrders(store);
        this.dataset = dataset;
        this.tableContext =
                new TableContext(clearOrders, wanted, sink, datasetQuota, clock, waits, alongside);
    }

    @Override
    public TableSyncProgress advance(Guard current) {
        if (!current.equals(guard)) {
            open(current);
        }
        try {
            carryOutClearOrders(current);
            return advance();
        } catch (RuntimeException fault) {
            // what was remembered may not be what was stored
            guard = null;
            tables.clear();
            throw fault;
        }
    }

    @Override
    public boolean covers(Collection<RequiredDimensionRow> hints) {
        return MetricRow.SEEDS.stream().allMatch(this::covers)
                && hints.stream().map(PushedTables::row).allMatch(this::covers);
    }

    /** Returns the row that a hint asks for, where no more is known. */
    public static DimensionRow row(RequiredDimensionRow hint) {
        return switch (hint) {
            case RequiredDimensionRow.Agent(String agentId) -> AgentRow.unknown(agentId);
            case RequiredDimensionRow.Date(var date) -> new DateRow(date);
        };
    }

    private boolean covers(DimensionRow dimensionRow) {
        TableSync table = tables.get(dimensionRow.dimension());
        return table != null && table.covers(dimensionRow.key());
    }

    private void open(Guard current) {
        tables.clear();
        TableContext leased =
                tableContext.withSink(
                        new LeasedSink(
                                tableContext.sink(),
                                store,
                                tableContext.clock(),
                                tableContext.waits(),
                                current));
        for (Dimension dimension : Dimension.values()) {
            TableStateStore tableStateStore =
                    new TableStateStore(store, dataset, dimension.table());
            tables.put(dimension, new TableSync(dimension, leased, tableStateStore, current));
        }
        guard = current;
    }

    /** Carries out orders to clear tables, which are filled again at once from the wanted rows. */
    private void carryOutClearOrders(Guard current) {
        if (tableContext.waits().instant().isBefore(nextLook)) {
            return;
        }
        Instant now = tableContext.waits().instant();
        nextLook = now.plus(PAUSE);
        List<Clearing> pending = clearOrders.pending();
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
                            .ifPresent(
                                    _ ->
                                            orders.forEach(
                                                    each -> clearOrders.complete(current, each)));
                });
    }

    /** Watches the table of an order, since a request of a predecessor may still come. */
    private void watch(Clearing order) {
        tables.forEach(
                (dimension, table) -> {
                    if (dimension.table().equals(order.table())) {
                        table.watchUntil(order.at());
                    }
                });
    }

    private TableSyncProgress advance() {
        Map<Dimension, WantedRowsVersion> heads = tableContext.wanted().versions();
        List<TableSyncProgress> steps = new ArrayList<>();
        for (Map.Entry<Dimension, TableSync> each : tables.entrySet()) {
            TableSyncProgress tableSyncProgress =
                    each.getValue()
                            .advance(heads.getOrDefault(each.getKey(), WantedRowsVersion.NONE));
            if (tableSyncProgress instanceof TableSyncProgress.Stepped) {
                return tableSyncProgress;
            }
            steps.add(tableSyncProgress);
        }
        return combine(steps);
    }

    /**
     * Combines the progress of all tables; one that is stuck does not keep the others from being
     * waited for.
     */
    private static TableSyncProgress combine(List<TableSyncProgress> steps) {
        return steps.stream()
                .filter(TableSyncProgress.Waits.class::isInstance)
                .map(TableSyncProgress.Waits.class::cast)
                .min(Comparator.comparing(TableSyncProgress.Waits::until))
                .<TableSyncProgress>map(waits -> waits)
                .or(
                        () ->
                                steps.stream()
                                        .filter(TableSyncProgress.Stuck.class::isInstance)
                                        .findFirst())
                .orElseGet(TableSyncProgress.InLine::new);
    }
}
