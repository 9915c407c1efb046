package io.quill.operate.console;

import io.quill.app.http.Bounds;
import io.quill.app.http.HttpListener;
import io.quill.operate.console.web.Ask;
import io.quill.operate.console.web.Deed;
import io.quill.operate.console.web.Door;
import io.quill.operate.console.web.Keys;
import io.quill.operate.console.web.Live;
import io.quill.operate.console.web.Site;
import io.quill.operate.console.web.Traffic;
import io.quill.operate.console.web.Visitor;
import io.quill.operate.console.web.Witness;
import io.quill.platform.logging.Tally;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.routes.ConsoleRoutes;
import io.vertx.core.Vertx;

import org.apache.camel.impl.DefaultCamelContext;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A console on a free port of this machine, through the server and the route that it has. */
final class RunningConsole implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final HttpListener listener;

    private RunningConsole(Site.Plan plan, boolean open, Keys keys, int port) throws Exception {
        InstantSource clock = InstantSource.system();
        Bounds bounds = new Bounds(1 << 20, 1 << 24, Duration.ofSeconds(30), Duration.ofMinutes(2));
        Tally tally = new Tally(RunningConsole.class, clock);
        listener = new HttpListener(vertx, "127.0.0.1", port, Optional.empty(), bounds, tally);
        Door door =
                new Door(
                        new Door.Plan(open, URI.create("http://127.0.0.1"), List.of()),
                        keys,
                        new MemoryStore(clock),
                        clock);
        Site site = plan.behind(door, new Notes());
        listener.stream("/console/live", new Live(vertx, site, tally));
        camel.setStreamCaching(false);
        camel.addService(listener, true, true);
        camel.addRoutes(new ConsoleRoutes(site, new Traffic(), () -> {}));
        camel.start();
        listener.listen();
    }

    static RunningConsole open(Site.Plan plan, int port) throws Exception {
        return new RunningConsole(plan, true, new NoKeys(), port);
    }

    static RunningConsole locked(Site.Plan plan, Keys keys) throws Exception {
        return new RunningConsole(plan, false, keys, 0);
    }

    private static final class NoKeys implements Keys {
        @Override
        public Verdict of(String key, Ask ask) {
            return new Verdict.Refused();
        }

        @Override
        public boolean reach(Ask ask) {
            return true;
        }

        @Override
        public boolean stillOpens(String name) {
            return false;
        }
    }

    /** Nobody reads them. */
    private static final class Notes implements Witness {
        @Override
        public String asked(String action, Ask ask, Visitor who) {
            return action;
        }

        @Override
        public void cameTo(String id, Deed.Outcome outcome) {}
    }

    String address(String path) {
        return "http://127.0.0.1:" + listener.getPort() + path;
    }

    @Override
    public void close() {
        camel.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
