package io.quill;

import io.quill.ledger.Ledger;
import io.quill.routes.WebhookRoutes;
import io.quill.server.Bounds;
import io.quill.server.HttpListener;
import io.quill.server.Probe;
import io.quill.settings.Server;
import io.quill.settings.Settings;
import io.quill.source.Source;
import io.quill.source.Sources;
import io.quill.store.DataStore;
import io.quill.webhook.WebhookDesk;
import io.quill.webhook.WebhookExchange;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import org.apache.camel.main.DefaultMainShutdownStrategy;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainShutdownStrategy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Everything that runs, put together by hand: from the store up to the listener, and down again.
 */
public final class House implements AutoCloseable {
    private static final Duration BODY_TIME = Duration.ofSeconds(30);
    private static final Duration IDLE_TIME = Duration.ofMinutes(2);
    private static final Duration DRAIN_TIME = Duration.ofSeconds(10);

    private final DataStore store;
    private final Vertx vertx;
    private final HttpListener listener;
    private final Main camel = new Main();
    private volatile boolean holding;

    House(Settings settings, Map<String, String> camelSettings, List<Source> sources) {
        InstantSource clock = InstantSource.system();
        store = Stores.open(settings.store(), clock);
        Ledger ledger = new Ledger(store, clock, settings.store().timeToLive());
        Server server = settings.server();
        vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(server.workers()));
        listener = new HttpListener(vertx, server.host(), server.port(), bounds(server));
        for (Source source : sources) {
            listener.bound("/webhook/" + source.name(), inFlight(source, server));
        }
        listener.serve("/health/live", new Probe(() -> true));
        listener.serve("/health/ready", new Probe(() -> holding));
        WebhookDesk desk = new WebhookDesk(new Sources(sources), ledger::hold, _ -> true);
        WebhookExchange exchange = new WebhookExchange(clock, House::id);
        camel.configure().addRoutesBuilder(new WebhookRoutes(desk, exchange));
        camelSettings.forEach(camel::addInitialProperty);
        camel.bind("vertx", vertx);
        camel.addMainListener(new ListenerFirst(listener));
    }

    private static Bounds bounds(Server server) {
        return new Bounds(server.maxBodyBytes(), BODY_TIME, IDLE_TIME);
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
        holding = false;
        try {
            listener.drain(DRAIN_TIME);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        camel.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        store.close();
    }
}
