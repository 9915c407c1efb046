package io.quill.app.http;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;

import io.quill.app.http.ConcurrencyLimit.Door;
import io.quill.platform.http.SenderClass;
import io.quill.platform.logging.RepeatedMessageLog;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * HTTP server of Camel's platform-http with further limits: idle connections, raw bounded bodies,
 * and requests in flight.
 */
public final class HttpListener extends VertxPlatformHttpServer {
    /**
     * Header with a form's declared type; its bytes are read like any others, since they may be
     * signed.
     */
    static final String DECLARED_TYPE = "X-Quill-Declared-Type";

    private final Vertx vertx;
    private final String host;
    private final int port;
    private final ServerLimits serverLimits;
    private final RepeatedMessageLog refusals;
    private final Router router;
    private final List<ConcurrencyLimit> inFlight = new ArrayList<>();
    private final Optional<Integer> adminPort;
    private @Nullable HttpServer server;
    private @Nullable HttpServer adminServer;

    /**
     * Not listening yet.
     *
     * @param adminPort of what is for operators, which then is not on the other one
     */
    public HttpListener(
            Vertx vertx,
            String host,
            int port,
            Optional<Integer> adminPort,
            ServerLimits serverLimits,
            RepeatedMessageLog refusals) {
        super(new VertxPlatformHttpServerConfiguration());
        this.vertx = vertx;
        this.host = host;
        this.port = port;
        this.serverLimits = serverLimits;
        this.refusals = refusals;
        this.router = Router.router(vertx);
        router.errorHandler(400, this::unreadable);
        this.adminPort = adminPort;
        if (adminPort.isPresent()) {
            router.route().handler(this::separateAdminPort);
        }
    }

    private void separateAdminPort(RoutingContext context) {
        HttpServer own = adminServer;
        boolean here = own != null && context.request().localAddress().port() == own.actualPort();
        if (here == RequestPaths.isOperatorPath(context.normalizedPath())) {
            context.next();
        } else {
            ErrorResponse.answer(context, 404);
        }
    }

    /** Vert.x would write a stack trace for each. */
    private void unreadable(RoutingContext context) {
        refusals.count(Level.WARN, "Refused a request that is not valid HTTP", "answered 400");
        ErrorResponse.answer(context, 400);
    }

    /** Limits the number of requests to a path that may be under way at once. */
    public void bound(String path, int most) {
        ConcurrencyLimit counter = new ConcurrencyLimit(path, most, refusals);
        inFlight.add(counter);
        router.route(path).handler(counter);
    }

    /** Does the same as {@link #bound}, for each kind of sender, and once a body is read. */
    public void bound(String path, int most, SenderClass.Triage triage) {
        AdmissionHandler admissionHandler = new AdmissionHandler(path, most, triage, refusals);
        inFlight.addAll(admissionHandler.bounds());
        router.route(path).handler(admissionHandler);
    }

    /** Serves a path on the event loop, without a route. */
    public void serve(String path, Handler<RoutingContext> handler) {
        router.route(path).method(GET).method(HEAD).handler(handler);
    }

    /** Does the same as {@link #serve}, for answers without an end; they have no HEAD either. */
    public void stream(String path, Handler<RoutingContext> handler) {
        router.get(path).handler(handler);
    }

    /** Camel's consumers look a router up by the port, which is not known before it listens. */
    @Override
    protected void initializeServer() {
        String name = VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO;
        BodyReader reader = new BodyReader(serverLimits, refusals);
        getCamelContext()
                .getRegistry()
                .bind(
                        name,
                        new VertxPlatformHttpRouter(
                                this,
                                vertx,
                                router,
                                name,
                                VertxPlatformHttpRouter.SERVER_TYPE_SERVER) {
                            @Override
                            public Handler<RoutingContext> bodyHandler() {
                                return reader;
                            }
                        });
    }

    /** Too early: a webhook that came before the routes are there would find none, and be lost. */
    @Override
    protected void startServer() {}

    /** Takes requests from now on. */
    public void listen() {
        if (adminPort.isPresent()) {
            adminServer = listen(adminPort.get());
        }
        server = listen(port);
    }

    private HttpServer listen(int on) {
        return PortBinder.listen(
                vertx,
                host,
                on,
                serverLimits.idleTime(),
                request -> router.handle(raw(request)),
                refusals);
    }

    /** Camel would leave the body of a form to its fields, and drop it. */
    private static HttpServerRequest raw(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && isForm(type.toLowerCase(Locale.ROOT))) {
            request.headers().set(DECLARED_TYPE, type);
            request.headers().set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
        }
        return request;
    }

    private static boolean isForm(String type) {
        return type.startsWith("application/x-www-form-urlencoded")
                || type.startsWith("multipart/form-data");
    }

    /** Goes on as before, but for connections, which end with their next answer. */
    public void linger(Duration time) throws InterruptedException {
        setMode(Door.CLOSING);
        Thread.sleep(time);
    }

    /**
     * Lets what was taken be answered, and its connections end; whoever still comes after a while
     * is sent away, so that nobody is cut off without an answer. Takes no longer than asked.
     */
    public void drain(Duration most) throws InterruptedException {
        setMode(Door.CLOSING);
        awaitQuiet(most.dividedBy(2));
        setMode(Door.SHUT);
        awaitQuiet(most.dividedBy(2));
        stopServer();
    }

    private void setMode(Door to) {
        inFlight.forEach(each -> each.setMode(to));
    }

    private void awaitQuiet(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (inFlight.stream().mapToInt(ConcurrencyLimit::now).sum() > 0
                && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    protected void stopServer() {
        if (server != null) {
            PortBinder.close(server);
            server = null;
        }
        if (adminServer != null) {
            PortBinder.close(adminServer);
            adminServer = null;
        }
    }

    @Override
    public @Nullable HttpServer getServer() {
        return server;
    }

    @Override
    public int getPort() {
        return server == null ? port : server.actualPort();
    }
}
