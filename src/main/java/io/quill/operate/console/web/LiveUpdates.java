package io.quill.operate.console.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.operate.console.html.Html;
import io.quill.platform.logging.RepeatedMessageLog;
import io.quill.platform.store.StoreException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import org.slf4j.event.Level;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps pages up to date: renders the watched ones once a second in one worker, and sends each
 * viewer the slots that changed.
 */
public final class LiveUpdates implements Handler<RoutingContext> {
    private static final int MOST_VIEWERS = 64;
    private static final long PERIOD_MILLIS = 1_000;

    /** Beats before a line is sent that says nothing, so that no proxy thinks the stream dead. */
    private static final int QUIET_BEATS = 15;

    private final Vertx vertx;
    private final ConsoleSite consoleSite;
    private final RepeatedMessageLog repeatedMessageLog;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean drawing = new AtomicBoolean();

    public LiveUpdates(
            Vertx vertx, ConsoleSite consoleSite, RepeatedMessageLog repeatedMessageLog) {
        this.vertx = vertx;
        this.consoleSite = consoleSite;
        this.repeatedMessageLog = repeatedMessageLog;
        vertx.setPeriodic(PERIOD_MILLIS, _ -> tick());
    }

    /** One who looks at a page, and what of it they have. */
    private static final class Viewer {
        final ConsoleRequest ask;
        final HttpServerResponse response;
        final Map<String, String> has = new HashMap<>();
        int quiet;

        Viewer(ConsoleRequest consoleRequest, HttpServerResponse response) {
            this.ask = consoleRequest;
            this.response = response;
        }
    }

    @Override
    public void handle(RoutingContext context) {
        ConsoleRequest consoleRequest = ConsoleExchange.ask(context.request(), "");
        ConsoleRequest page = consoleRequest.of(consoleRequest.query("page"));
        if (viewers.size() >= MOST_VIEWERS) {
            context.response().setStatusCode(503).putHeader("Retry-After", "60").end();
            return;
        }
        vertx.executeBlocking(
                        () ->
                                page.isBelowRoot()
                                        && ConsoleAccess.isOwn(consoleRequest)
                                        && consoleSite.admits(page),
                        false)
                .onFailure(_ -> context.response().setStatusCode(503).end())
                .onSuccess(welcome -> open(context, page, welcome));
    }

    /** An answer that is no stream makes the browser give up, and the page says so. */
    private void open(RoutingContext context, ConsoleRequest page, boolean welcome) {
        HttpServerResponse response = context.response();
        if (!welcome) {
            response.setStatusCode(204).end();
            return;
        }
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no");
        Viewer viewer = new Viewer(page, response);
        response.endHandler(_ -> viewers.remove(viewer));
        response.closeHandler(_ -> viewers.remove(viewer));
        response.exceptionHandler(_ -> viewers.remove(viewer));
        viewers.add(viewer);
        response.write("retry: 3000\n\n");
    }

    private void tick() {
        if (!viewers.isEmpty() && drawing.compareAndSet(false, true)) {
            vertx.executeBlocking(this::draw, false).onComplete(_ -> drawing.set(false));
        }
    }

    private int draw() {
        Map<String, Optional<Map<String, Html>>> drawn = new HashMap<>();
        List<Viewer> all = new ArrayList<>(viewers);
        for (Viewer viewer : all) {
            try {
                draw(viewer, drawn);
            } catch (StoreException e) {
                repeatedMessageLog.count(
                        Level.DEBUG,
                        "A live page waits for the store",
                        String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                // whoever looks at another page sees that one all the same
                repeatedMessageLog.count(
                        Level.WARN, "A live page cannot be drawn", viewer.ask + ": " + e);
                viewer.response.end();
            }
        }
        return all.size();
    }

    private void draw(Viewer viewer, Map<String, Optional<Map<String, Html>>> drawn) {
        if (consoleSite.admits(viewer.ask)) {
            drawn.computeIfAbsent(viewer.ask.target(), _ -> consoleSite.slots(viewer.ask))
                    .ifPresent(slots -> send(viewer, slots));
        } else {
            viewer.response.end();
        }
    }

    /** Sends the newest state; a reader that is slower than the changes misses those in between. */
    private static void send(Viewer viewer, Map<String, Html> slots) {
        if (viewer.response.writeQueueFull()) {
            return;
        }
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        slots.forEach(
                (id, html) -> {
                    if (!html.markup().equals(viewer.has.put(id, html.markup()))) {
                        changed.put(id, html.markup());
                    }
                });
        if (!changed.isEmpty()) {
            viewer.quiet = 0;
            viewer.response.write("data: " + changed + "\n\n");
        } else if (++viewer.quiet >= QUIET_BEATS) {
            viewer.quiet = 0;
            viewer.response.write(": still here\n\n");
        }
    }
}
