package io.quill.app;

import io.quill.events.source.Source;
import io.quill.events.source.hubspot.Crm;
import io.quill.platform.settings.Settings;
import io.quill.routes.ErrorHandling;

import org.apache.camel.CamelContext;
import org.apache.camel.main.DefaultMainShutdownStrategy;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainShutdownStrategy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The running application: assembles its components, starts them and stops them in order. */
public final class QuillApplication implements AutoCloseable {
    private final Services services;
    private final HttpServers httpServers;
    private final List<AppComponent> parts;
    private final Main camel = new Main();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Readiness readiness;

    /** Creates Quill as the settings say. */
    public static QuillApplication of(Settings settings, Map<String, String> camelSettings) {
        return new QuillApplication(
                settings,
                camelSettings,
                SourceFactory.sources(settings),
                Infrastructure.of(settings));
    }

    QuillApplication(
            Settings settings,
            Map<String, String> camelSettings,
            List<Source> sources,
            Infrastructure infrastructure) {
        services = Services.of(settings, infrastructure.clock(), infrastructure.store());
        httpServers = new HttpServers(settings.server(), infrastructure.bounds(), services.tally());
        Crm crm = SourceClients.crm(settings, services.wire(), services.waits());
        WebhookComponent webhookComponent =
                new WebhookComponent(
                        services, sources, infrastructure.spool(), httpServers.listener());
        readiness = new Readiness(webhookComponent::storeFault);
        PushComponent pushComponent = new PushComponent(services, crm);
        RecordsComponent records = new RecordsComponent(services);
        AdminComponent adminComponent =
                new AdminComponent(
                        services,
                        sources,
                        httpServers.listener(),
                        records.works(),
                        pushComponent::obstacle);
        MonitoringComponent monitoringComponent =
                new MonitoringComponent(
                        services,
                        pushComponent,
                        webhookComponent::spooling,
                        records.watch(),
                        adminComponent.door()::untrustedProxy);
        parts =
                List.of(
                        new HealthComponent(services, httpServers, readiness::obstacle),
                        webhookComponent,
                        new DimensionComponent(services),
                        pushComponent,
                        monitoringComponent,
                        new ReconcileComponent(services, crm),
                        records,
                        adminComponent,
                        new ConsoleComponent(
                                services,
                                sources,
                                monitoringComponent,
                                records,
                                adminComponent,
                                httpServers));
        camelSettings.forEach(camel::addInitialProperty);
        camel.bind("vertx", httpServers.vertx());
        camel.addMainListener(new ContextInitializer(httpServers.listener(), this::addRoutes));
    }

    private void addRoutes(CamelContext context) {
        camel.configure().addRoutesBuilder(new ErrorHandling());
        for (AppComponent appComponent : parts) {
            appComponent.routes(context).forEach(camel.configure()::addRoutesBuilder);
        }
    }

    public void start() {
        camel.setShutdownStrategy(unhooked());
        camel.start();
        httpServers.open();
        readiness.listening(true);
    }

    /** Returns a shutdown strategy that leaves signals to this class. */
    private MainShutdownStrategy unhooked() {
        DefaultMainShutdownStrategy strategy = new DefaultMainShutdownStrategy(camel);
        strategy.disableHangupSupport();
        return strategy;
    }

    public int port() {
        return httpServers.listener().getPort();
    }

    /** Finishes accepted work before the services that it needs are closed. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        readiness.listening(false);
        httpServers.drain();
        parts.forEach(AppComponent::finish);
        camel.stop();
        parts.reversed().forEach(AppComponent::close);
        httpServers.close();
        services.close();
    }
}
