package io.quill.app;

import io.quill.events.resolve.NightlyReconciliation;
import io.quill.events.resolve.Reconciler;
import io.quill.events.source.hubspot.Crm;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.settings.Settings;
import io.quill.routes.ReconcileRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.time.LocalTime;
import java.util.List;

/** Component that finds, by night, what HubSpot's webhooks did not bring. */
final class ReconcileComponent implements AppComponent {
    private final Services services;
    private final Crm crm;

    ReconcileComponent(Services services, Crm crm) {
        this.services = services;
        this.crm = crm;
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        return services.settings().hubSpot().privateAppToken().isEmpty()
                ? List.of()
                : services.settings().hubSpot().reconcileAt().stream().map(this::at).toList();
    }

    private RoutesBuilder at(LocalTime time) {
        Settings settings = services.settings();
        Reconciler reconciler =
                new Reconciler(
                        crm,
                        SourceClients.portal(settings, crm, services.waits()),
                        services.ledger(),
                        services.clock(),
                        Thread::sleep,
                        settings.store().timeToLive());
        RunRegistry runRegistry = new RunRegistry(services.store(), services.clock());
        NightlyReconciliation nightlyReconciliation =
                new NightlyReconciliation(
                        reconciler,
                        runRegistry,
                        services.store(),
                        time,
                        settings.timezone(),
                        services.clock());
        return new ReconcileRoutes(nightlyReconciliation::tick, runRegistry::heartbeat);
    }
}
