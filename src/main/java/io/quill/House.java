package io.quill;

import io.quill.dimension.WantedRows;
import io.quill.dimension.roster.Admission;
import io.quill.dimension.roster.Roster;
import io.quill.ledger.Ledger;
import io.quill.logging.Tally;
import io.quill.push.Pusher;
import io.quill.push.Sink;
import io.quill.resolve.Resolver;
import io.quill.routes.DimensionRoutes;
import io.quill.routes.PushRoutes;
import io.quill.routes.SpoolRoutes;
import io.quill.routes.WebhookRoutes;
import io.quill.server.HttpListener;
import io.quill.server.ManagementListener;
import io.quill.server.Probe;
import io.quill.settings.Server;
import io.quill.settings.Settings;
import io.quill.source.Source;
import io.quill.source.Sources;
import io.quill.source.rest.HttpWire;
import io.quill.spool.Spool;
import io.quill.store.DataStore;
import io.quill.webhook.Hold;
import io.quill.webhook.WebhookDesk;
import io.quill.webhook.WebhookExchange;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.RoutingContext;

import org.apache.camel.CamelContext;
import org.apache.camel.main.DefaultMainShutdownStrategy;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainShutdownStrategy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Everything that runs, put together by hand: from the store up to the listener, and down again.
 */
public final class House implements AutoCloseable {
    private static final Duration DRAIN_TIME = Duration.ofSeconds(10);

    private final DataStore store;
    private final Optional<Spool> spool;
    private final Tally tally;
    private final Vertx vertx;
    private final HttpListener listener;
    private final Optional<ManagementListener> management;
    private final Main camel = new Main();
    private final HttpWire wire = new HttpWire();
    private final Roster roster;
    private Optional<Pusher> pusher = Optional.empty();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean holding;

    House(Settings settings, Map<String, String> camelSettings, List<Source> sources) {
        this(settings, camelSettings, sources, Foundation.of(settings));
    }

    House(
            Settings settings,
            Map<String, String> camelSettings,
            List<Source> sources,
            Foundation foundation) {
        InstantSource clock = foundation.clock();
        Duration memory = settings.store().timeToLive();
        store = foundation.store();
        tally = new Tally(House.class, clock);
        spool = foundation.spool().map(file -> new Spool(store, file, clock, memory));
        Ledger ledger = new Ledger(store, clock, memory);
        roster = new Roster(store, new WantedRows(store), clock, settings.aloware().ringGroupId());
        roster.refresh();
        Server server = settings.server();
        vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(server.workers()));
        listener =
                new HttpListener(vertx, server.host(), server.port(), foundation.bounds(), tally);
        management =
                server.managementPort()
                        .map(port -> new ManagementListener(vertx, server.host(), port));
        for (Source source : sources) {
            listener.bound("/webhook/" + source.name(), inFlight(source, server));
        }
        serve("/health/live", new Probe(() -> true));
        serve("/health/ready", new Probe(() -> holding));
        Hold hold = spool.<Hold>map(each -> each).orElseGet(() -> Hold.in(ledger));
        WebhookDesk desk =
                new WebhookDesk(
                        new Sources(sources),
                        hold,
                        agent -> roster.admission(agent) != Admission.STRANGER,
                        tally);
        WebhookExchange exchange = new WebhookExchange(clock, House::id);
        camel.configure().addRoutesBuilder(new WebhookRoutes(desk, exchange));
        spool.ifPresent(each -> camel.configure().addRoutesBuilder(new SpoolRoutes(each::drain)));
        if (settings.aloware().ringGroupId().isPresent()) {
            camel.configure()
                    .addRoutesBuilder(
                            new DimensionRoutes(LookUps.rosterSync(settings, wire, roster)));
        }
        camelSettings.forEach(camel::addInitialProperty);
        camel.bind("vertx", vertx);
        Way out = new Way(settings, ledger, clock);
        camel.addMainListener(new ListenerFirst(listener, out::build));
    }

    /** The way out, for which Camel has to be there already. */
    private final class Way {
        private final Settings settings;
        private final Ledger ledger;
        private final InstantSource clock;
        private final WantedRows wanted = new WantedRows(store);

        Way(Settings settings, Ledger ledger, InstantSource clock) {
            this.settings = settings;
            this.ledger = ledger;
            this.clock = clock;
        }

        void build(CamelContext context) {
            if (settings.powerBi().target().isEmpty()) {
                return;
            }
            Sink sink = Pushing.sink(settings, context.createProducerTemplate());
            pusher =
                    Optional.of(
                            Pushing.pusher(settings, store, ledger, sink, roster, wanted, clock));
            Resolver resolver = LookUps.resolver(settings, wire, store, ledger, roster, clock);
            camel.configure()
                    .addRoutesBuilder(
                            new PushRoutes(
                                    pusher.get(), resolver, settings.powerBi().api().toString()));
        }
    }

    private void serve(String path, Handler<RoutingContext> handler) {
        management.ifPresentOrElse(
                port -> port.serve(path, handler), () -> listener.serve(path, handler));
    }

    /**
     * Who delivers once is refused last: a request that waits costs memory, one refused an event.
     */
    private static int inFlight(Source source, Server server) {
        return source.redelivers() ? server.inFlight() : 8 * server.inFlight();
    }

    void start() {
        camel.setShutdownStrategy(unhooked());
        camel.start();
        management.ifPresent(ManagementListener::listen);
        listener.listen();
        holding = true;
    }

    /** A signal is for the house to answer, in the order that loses nothing. */
    private MainShutdownStrategy unhooked() {
        DefaultMainShutdownStrategy strategy = new DefaultMainShutdownStrategy(camel);
        strategy.disableHangupSupport();
        return strategy;
    }

    /** Tells envelopes apart; nobody gains by guessing one. */
    private static String id() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    int port() {
        return listener.getPort();
    }

    /** What was accepted is finished before anything that it needs is taken away. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        holding = false;
        try {
            listener.drain(DRAIN_TIME);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        camel.stop();
        pusher.ifPresent(Pusher::stepDown);
        wire.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        tally.tellAll();
        spool.ifPresent(Spool::close);
        store.close();
    }
}
