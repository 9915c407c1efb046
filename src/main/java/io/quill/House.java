package io.quill;

import io.quill.ledger.Ledger;
import io.quill.logging.Tally;
import io.quill.routes.SpoolRoutes;
import io.quill.routes.WebhookRoutes;
import io.quill.server.HttpListener;
import io.quill.server.ManagementListener;
import io.quill.server.Probe;
import io.quill.settings.Server;
import io.quill.settings.Settings;
import io.quill.source.Source;
import io.quill.source.Sources;
import io.quill.spool.Spool;
import io.quill.store.DataStore;
import io.quill.webhook.Hold;
import io.quill.webhook.WebhookDesk;
import io.quill.webhook.WebhookExchange;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.RoutingContext;

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
        WebhookDesk desk = new WebhookDesk(new Sources(sources), hold, _ -> true, tally);
        WebhookExchange exchange = new WebhookExchange(clock, House::id);
        camel.configure().addRoutesBuilder(new WebhookRoutes(desk, exchange));
        spool.ifPresent(each -> camel.configure().addRoutesBuilder(new SpoolRoutes(each::drain)));
        camelSettings.forEach(camel::addInitialProperty);
        camel.bind("vertx", vertx);
        camel.addMainListener(new ListenerFirst(listener));
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
        vertx.close().toCompletionStage().toCompletableFuture().join();
        tally.tellAll();
        spool.ifPresent(Spool::close);
        store.close();
    }
}
