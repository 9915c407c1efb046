package io.quill.operate.console;

import io.quill.app.http.HttpListener;
import io.quill.app.http.ServerLimits;
import io.quill.operate.console.web.ActionLog;
import io.quill.operate.console.web.ConsoleAccess;
import io.quill.operate.console.web.ConsoleExchange;
import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.ConsoleSite;
import io.quill.operate.console.web.ConsoleUser;
import io.quill.operate.console.web.FormAction;
import io.quill.operate.console.web.KeyVerifier;
import io.quill.operate.console.web.LiveUpdates;
import io.quill.platform.logging.RepeatedMessageLog;
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

    private RunningConsole(ConsoleSite.Plan plan, boolean open, KeyVerifier keyVerifier, int port)
            throws Exception {
        InstantSource clock = InstantSource.system();
        ServerLimits serverLimits =
                new ServerLimits(1 << 20, 1 << 24, Duration.ofSeconds(30), Duration.ofMinutes(2));
        RepeatedMessageLog repeatedMessageLog = new RepeatedMessageLog(RunningConsole.class, clock);
        listener =
                new HttpListener(
                        vertx,
                        "127.0.0.1",
                        port,
                        Optional.empty(),
                        serverLimits,
                        repeatedMessageLog);
        ConsoleAccess consoleAccess =
                new ConsoleAccess(
                        new ConsoleAccess.Plan(open, URI.create("http://127.0.0.1"), List.of()),
                        keyVerifier,
                        new MemoryStore(clock),
                        clock);
        ConsoleSite consoleSite = plan.behind(consoleAccess, new Notes());
        listener.stream("/console/live", new LiveUpdates(vertx, consoleSite, repeatedMessageLog));
        camel.setStreamCaching(false);
        camel.addService(listener, true, true);
        camel.addRoutes(new ConsoleRoutes(consoleSite, new ConsoleExchange(), () -> {}));
        camel.start();
        listener.listen();
    }

    static RunningConsole open(ConsoleSite.Plan plan, int port) throws Exception {
        return new RunningConsole(plan, true, new NoKeys(), port);
    }

    static RunningConsole locked(ConsoleSite.Plan plan, KeyVerifier keyVerifier) throws Exception {
        return new RunningConsole(plan, false, keyVerifier, 0);
    }

    private static final class NoKeys implements KeyVerifier {
        @Override
        public Verdict verify(String key, ConsoleRequest consoleRequest) {
            return new Verdict.Refused();
        }

        @Override
        public boolean isAddressAllowed(ConsoleRequest consoleRequest) {
            return true;
        }

        @Override
        public boolean isStillValid(String name) {
            return false;
        }
    }

    /** Nobody reads them. */
    private static final class Notes implements ActionLog {
        @Override
        public String begin(String action, ConsoleRequest consoleRequest, ConsoleUser who) {
            return action;
        }

        @Override
        public void complete(String id, FormAction.Outcome outcome) {}
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
