package io.quill.app;

import io.quill.app.http.HttpListener;
import io.quill.events.dimension.roster.Admission;
import io.quill.events.source.Source;
import io.quill.events.source.Sources;
import io.quill.events.spool.Spool;
import io.quill.events.webhook.Hold;
import io.quill.events.webhook.WebhookDesk;
import io.quill.events.webhook.WebhookExchange;
import io.quill.platform.settings.Server;
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

/** Webhooks in, held in the store or, while it is away, in the spool. */
final class Entrance implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Ground ground;
    private final List<Source> sources;
    private final Optional<Spool> spool;

    Entrance(Ground ground, List<Source> sources, Optional<DataStore> file, HttpListener listener) {
        this.ground = ground;
        this.sources = sources;
        this.spool = file.map(this::spool);
        Server server = ground.settings().server();
        for (Source source : sources) {
            listener.bound("/webhook/" + source.name(), inFlight(source, server));
        }
    }

    private Spool spool(DataStore file) {
        return new Spool(
                ground.store(), file, ground.clock(), ground.settings().store().timeToLive());
    }

    /**
     * Who delivers once is refused last: a request that waits costs memory, one refused an event.
     */
    private static int inFlight(Source source, Server server) {
        return source.redelivers() ? server.inFlight() : 8 * server.inFlight();
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        Hold hold = spool.<Hold>map(each -> each).orElseGet(() -> Hold.in(ground.ledger()));
        WebhookDesk desk =
                new WebhookDesk(
                        new Sources(sources),
                        hold,
                        agent -> ground.roster().admission(agent) != Admission.STRANGER,
                        ground.tally());
        List<RoutesBuilder> routes = new ArrayList<>();
        routes.add(
                new WebhookRoutes(
                        desk, new WebhookExchange(ground.clock(), Entrance::id, ground.witness())));
        spool.ifPresent(each -> routes.add(new SpoolRoutes(each::drain)));
        return routes;
    }

    /** Tells envelopes apart; nobody gains by guessing one. */
    static String id() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Why nothing that arrives can be held at the moment. */
    Optional<StoreException> unwritable() {
        return spool.map(Spool::obstacle).orElseGet(ground.store()::obstacle);
    }

    /** 1 while something is in the spool. */
    double spooling() {
        return spool.filter(each -> !each.isEmpty()).isPresent() ? 1 : 0;
    }

    /** What is in the spool is on this machine alone: it may get some time to follow. */
    @Override
    public void finish() {
        Instant end = ground.waits().instant().plus(ground.settings().store().stopWait());
        spool.ifPresent(each -> drain(each, end));
    }

    private void drain(Spool file, Instant end) {
        file.drain();
        while (!file.isEmpty() && ground.waits().instant().isBefore(end)) {
            LockSupport.parkNanos(PAUSE.toNanos());
            file.drain();
        }
        if (!file.isEmpty()) {
            LOG.warn("The spool is not empty: what is in it follows at the next start");
        }
    }

    @Override
    public void close() {
        spool.ifPresent(Spool::close);
    }
}
