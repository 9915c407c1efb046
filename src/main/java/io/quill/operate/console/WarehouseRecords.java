package io.quill.operate.console;

import io.quill.operate.console.view.Records;
import io.quill.records.landing.Inspection.Table;
import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.Warehouse;
import io.quill.records.warehouse.meta.Run;
import io.quill.records.warehouse.meta.RunBook.Pace;
import io.quill.records.warehouse.meta.RunBook.Subject;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the warehouses know of themselves. */
public final class WarehouseRecords implements Records {
    private static final int MOST_RUNS = 500;

    private static final Comparator<Pace> FROM_SOURCE_TO_SHELF =
            Comparator.comparing((Pace pace) -> pace.subject().layer())
                    .thenComparing(pace -> pace.subject().service())
                    .thenComparing(pace -> pace.subject().entity());

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
        Map<Subject, Run> latest = new HashMap<>();
        warehouse.runs(tenant, MOST_RUNS).forEach(run -> latest.putIfAbsent(run.subject(), run));
        return warehouse.paces(tenant).stream()
                .sorted(FROM_SOURCE_TO_SHELF)
                .map(pace -> new Feed(pace, Optional.ofNullable(latest.get(pace.subject()))))
                .toList();
    }
}
