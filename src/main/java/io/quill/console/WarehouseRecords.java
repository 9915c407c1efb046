package io.quill.console;

import io.quill.console.view.Records;
import io.quill.landing.WarehouseException;
import io.quill.warehouse.Warehouse;
import io.quill.warehouse.meta.Run;
import io.quill.warehouse.meta.RunBook.Subject;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the warehouses know of themselves. */
public final class WarehouseRecords implements Records {
    private static final int MOST_RUNS = 500;

    private final Warehouse warehouse;
    private final List<String> tenants;

    public WarehouseRecords(Warehouse warehouse, List<String> tenants) {
        this.warehouse = warehouse;
        this.tenants = List.copyOf(tenants);
    }

    @Override
    public List<Estate> estates() {
        return tenants.stream().map(this::estate).toList();
    }

    private Estate estate(String tenant) {
        try {
            return new Estate.Open(
                    tenant, feeds(tenant), warehouse.tables(tenant), warehouse.alerts(tenant));
        } catch (WarehouseException e) {
            return new Estate.Shut(tenant, String.valueOf(e.getMessage()));
        }
    }

    private List<Feed> feeds(String tenant) {
        Map<Subject, Run> latest = new HashMap<>();
        warehouse.runs(tenant, MOST_RUNS).forEach(run -> latest.putIfAbsent(run.subject(), run));
        return warehouse.paces(tenant).stream()
                .map(pace -> new Feed(pace, Optional.ofNullable(latest.get(pace.subject()))))
                .toList();
    }
}
