package io.quill.app.http;

import io.quill.platform.http.Sender;
import io.quill.platform.logging.Tally;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A bound for each kind of sender, so that none takes another's place. A request counts from when
 * its body is read: who sends half a body takes nobody's turn.
 */
final class Gate implements Handler<RoutingContext> {
    private static final String TURN = "quill.turn";
    private static final String SENDER = "quill.sender";

    private final Sender.Triage triage;
    private final Map<Sender, InFlight> bounds = new EnumMap<>(Sender.class);

    Gate(String path, int most, Sender.Triage triage, Tally refusals) {
        this.triage = triage;
        Arrays.stream(Sender.values())
                .forEach(each -> bounds.put(each, new InFlight(path, most, refusals)));
    }

    List<InFlight> bounds() {
        return List.copyOf(bounds.values());
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.headers().remove(Sender.UNREAD);
        Sender sender = triage.of(request);
        if (sender == Sender.STRANGER && hasBody(request)) {
            request.headers().set(Sender.UNREAD, "");
        }
        context.put(SENDER, sender);
        context.put(TURN, bounds.get(sender));
        context.next();
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || (length != null && !length.equals("0"));
    }

    /** Who sends a request that came through a gate; nobody where it came through none. */
    static @Nullable Sender sender(RoutingContext context) {
        return context.get(SENDER);
    }

    /** Goes on with a request whose body is read, when it is its turn. */
    static void pass(RoutingContext context) {
        InFlight turn = context.get(TURN);
        if (turn == null) {
            context.next();
        } else {
            turn.handle(context);
        }
    }
}
