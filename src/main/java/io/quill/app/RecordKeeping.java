package io.quill.app;

import io.quill.records.tenant.Tenants;
import io.quill.routes.RecordRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.util.List;
import java.util.Optional;

/** Keeps the records of the tenants' services, where there is an account at one. */
final class RecordKeeping implements Part {
    private final Optional<RecordWorks> works;
    private final Optional<RecordWatch> watch;

    RecordKeeping(Ground ground) {
        Tenants tenants = Accounts.of(ground.settings());
        works =
                tenants.accounts().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new RecordWorks(
                                        ground.settings(),
                                        tenants,
                                        ground.store(),
                                        ground.clock()));
        watch =
                works.map(
                        each ->
                                new RecordWatch(
                                        each.warehouse(), tenants.names(), ground.telemetry()));
    }

    Optional<RecordWorks> works() {
        return works;
    }

    Optional<RecordWatch> watch() {
        return watch;
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        return works
                .<RoutesBuilder>map(each -> new RecordRoutes(each.river(), each::pulse))
                .stream()
                .toList();
    }

    @Override
    public void finish() {
        works.ifPresent(RecordWorks::stop);
    }

    @Override
    public void close() {
        works.ifPresent(RecordWorks::close);
    }
}
