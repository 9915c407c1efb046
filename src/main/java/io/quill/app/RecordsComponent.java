package io.quill.app;

import io.quill.records.tenant.Tenants;
import io.quill.routes.RecordRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.util.List;
import java.util.Optional;

/** Component that runs the record pipeline, if an account is set up. */
final class RecordsComponent implements AppComponent {
    private final Optional<RecordServices> works;
    private final Optional<WarehouseMonitor> watch;

    RecordsComponent(Services ground) {
        Tenants tenants = TenantsLoader.load(ground.settings());
        works =
                tenants.accounts().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new RecordServices(
                                        ground.settings(),
                                        tenants,
                                        ground.store(),
                                        ground.clock()));
        watch =
                works.map(
                        each ->
                                new WarehouseMonitor(
                                        each.warehouse(), tenants.names(), ground.telemetry()));
    }

    Optional<RecordServices> works() {
        return works;
    }

    Optional<WarehouseMonitor> watch() {
        return watch;
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        return works
                .<RoutesBuilder>map(each -> new RecordRoutes(each.river(), each::heartbeat))
                .stream()
                .toList();
    }

    @Override
    public void finish() {
        works.ifPresent(RecordServices::stop);
    }

    @Override
    public void close() {
        works.ifPresent(RecordServices::close);
    }
}
