package io.quill.app;

import io.quill.app.http.HttpListener;
import io.quill.events.dimension.roster.Admission;
import io.quill.events.source.Source;
import io.quill.events.source.Sources;
import io.quill.events.spool.Spool;
import io.quill.events.webhook.ArrivalStore;
import io.quill.events.webhook.WebhookExchangeMapper;
import io.quill.events.webhook.WebhookHandler;
import io.quill.platform.settings.ServerSettings;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.StoreException;
import io.quill.routes.SpoolRoutes;
import io.quill.routes.WebhookRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Component that receives webhooks and holds them in the store or, while it is away, in the spool.
 */
final class WebhookComponent implements AppComponent {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookComponent.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Services services;
    private final List<Source> sources;
    private final Optional<Spool> spool;

    WebhookComponent(
            Services services,
            List<Source> sources,
            Optional<DataStore> file,
            HttpListener listener) {
        this.services = services;
        this.sources = sources;
        this.spool = file.map(this::spool);
        ServerSettings serverSettings = services.settings().server();
        for (Source source : sources) {
            listener.bound("/webhook/" + source.name(), inFlight(source, serverSettings));
        }
    }

    private Spool spool(DataStore file) {
        return new Spool(
                services.store(), file, services.clock(), services.settings().store().timeToLive());
    }

    /**
     * Returns how many requests of a source may be in flight; a source that delivers once gets
     * more.
     */
    private static int inFlight(Source source, ServerSettings serverSettings) {
        return source.redelivers() ? serverSettings.inFlight() : 8 * serverSettings.inFlight();
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        ArrivalStore arrivalStore =
                spool.<ArrivalStore>map(each -> each)
                        .orElseGet(() -> ArrivalStore.inLedger(services.ledger()));
        WebhookHandler desk =
                new WebhookHandler(
                        new Sources(sources),
                        arrivalStore,
                        agent -> services.roster().admission(agent) != Admission.STRANGER,
                        services.tally());
        List<RoutesBuilder> routes = new ArrayList<>();
        routes.add(
                new WebhookRoutes(
                        desk,
                        new WebhookExchangeMapper(
                                services.clock(), WebhookComponent::id, services.witness())));
        spool.ifPresent(each -> routes.add(new SpoolRoutes(each::drain)));
        return routes;
    }

    /** Returns a random id for an envelope. */
    static String id() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Returns the fault that keeps events from being held, if there is one. */
    Optional<StoreException> storeFault() {
        return spool.map(Spool::obstacle).orElseGet(services.store()::writeFailure);
    }

    /** Returns 1 while the spool holds something, otherwise 0. */
    double spooling() {
        return spool.filter(each -> !each.isEmpty()).isPresent() ? 1 : 0;
    }

    /** Gives the spool some time to drain, because its events are on this machine only. */
    @Override
    public void finish() {
        Instant end = services.waits().instant().plus(services.settings().store().stopWait());
        spool.ifPresent(each -> drain(each, end));
    }

    private void drain(Spool file, Instant end) {
        file.drain();
        while (!file.isEmpty() && services.waits().instant().isBefore(end)) {
            LockSupport.parkNanos(PAUSE.toNanos());
            file.drain();
        }
        if (!file.isEmpty()) {
            LOG.warn(
                    "Quill stops with events in the spool. Keep DATA_DIR: they go "
                            + "to the store at the next start");
        }
    }

    @Override
    public void close() {
        spool.ifPresent(Spool::close);
    }
}
