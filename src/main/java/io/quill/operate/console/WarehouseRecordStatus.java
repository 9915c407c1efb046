package io.quill.operate.console;

import io.quill.operate.console.view.RecordStatus;
import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.Warehouse;
import io.quill.records.warehouse.Warehouse.Table;
import io.quill.records.warehouse.meta.SyncRun;
import io.quill.records.warehouse.meta.SyncRunLog.Pace;
import io.quill.records.warehouse.meta.SyncRunLog.Subject;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Record status, from the warehouses' own tables. */
public final class WarehouseRecordStatus implements RecordStatus {
    private static final int MOST_RUNS = 500;

    private static final Comparator<Pace> FROM_SOURCE_TO_SHELF =
            Comparator.comparing((Pace pace) -> pace.subject().layer())
                    .thenComparing(pace -> pace.subject().service())
                    .thenComparing(pace -> pace.subject().entity());

    private final Warehouse warehouse;
    private final List<String> tenants;

    public WarehouseRecordStatus(Warehouse warehouse, List<String> tenants) {
        this.warehouse = warehouse;
        this.tenants = List.copyOf(tenants);
    }

    @Override
    public List<Estate> estates() {
        return tenants.stream().map(this::estate).toList();
    }

    private Estate estate(String tenant) {
        try {
            return new Estate.Open(tenant, feeds(tenant), warehouse.alerts(tenant));
        } catch (WarehouseException e) {
            return new Estate.Shut(tenant, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<List<Table>> tables(String tenant) {
        return tenants.contains(tenant) ? Optional.of(warehouse.tables(tenant)) : Optional.empty();
    }

    private List<Feed> feeds(String tenant) {
        Map<Subject, SyncRun> latest = new HashMap<>();
        warehouse
                .runs(tenant, MOST_RUNS)
                .forEach(syncRun -> latest.putIfAbsent(syncRun.subject(), syncRun));
        return warehouse.lastSuccesses(tenant).stream()
                .sorted(FROM_SOURCE_TO_SHELF)
                .map(pace -> new Feed(pace, Optional.ofNullable(latest.get(pace.subject()))))
                .toList();
    }
}
