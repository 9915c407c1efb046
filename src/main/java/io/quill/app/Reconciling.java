package io.quill.app;

import io.quill.events.resolve.Nightly;
import io.quill.events.resolve.Reconcile;
import io.quill.events.source.hubspot.Crm;
import io.quill.platform.jobs.Runs;
import io.quill.platform.settings.Settings;
import io.quill.routes.ReconcileRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.time.LocalTime;
import java.util.List;

/** Finds by night what HubSpot's webhooks did not bring. */
final class Reconciling implements Part {
    private final Ground ground;
    private final Crm crm;

    Reconciling(Ground ground, Crm crm) {
        this.ground = ground;
        this.crm = crm;
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        return ground.settings().hubSpot().privateAppToken().isEmpty()
                ? List.of()
                : ground.settings().hubSpot().reconcileAt().stream().map(this::at).toList();
    }

    private RoutesBuilder at(LocalTime time) {
        Settings settings = ground.settings();
        Reconcile reconcile =
                new Reconcile(
                        crm,
                        LookUps.portal(settings, crm, ground.waits()),
                        ground.ledger(),
                        ground.clock(),
                        Thread::sleep,
                        settings.store().timeToLive());
        Runs runs = new Runs(ground.store(), ground.clock());
        Nightly nightly =
                new Nightly(
                        reconcile, runs, ground.store(), time, settings.timezone(), ground.clock());
        return new ReconcileRoutes(nightly::tick, runs::beat);
    }
}
