package io.quill.app.http;

import io.quill.platform.http.SenderClass;
import io.quill.platform.logging.RepeatedMessageLog;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Limits requests in flight for each kind of sender. A request counts once its body is read. */
final class AdmissionHandler implements Handler<RoutingContext> {
    private static final String TURN = "quill.turn";
    private static final String SENDER = "quill.sender";

    private final SenderClass.Triage triage;
    private final Map<SenderClass, ConcurrencyLimit> bounds = new EnumMap<>(SenderClass.class);

    AdmissionHandler(
            String path, int most, SenderClass.Triage triage, RepeatedMessageLog refusals) {
        this.triage = triage;
        Arrays.stream(SenderClass.values())
                .forEach(each -> bounds.put(each, new ConcurrencyLimit(path, most, refusals)));
    }

    List<ConcurrencyLimit> bounds() {
        return List.copyOf(bounds.values());
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.headers().remove(SenderClass.UNREAD);
        SenderClass senderClass = triage.of(request);
        if (senderClass == SenderClass.STRANGER && hasBody(request)) {
            request.headers().set(SenderClass.UNREAD, "");
        }
        context.put(SENDER, senderClass);
        context.put(TURN, bounds.get(senderClass));
        context.next();
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || (length != null && !length.equals("0"));
    }

    /** Returns the kind of sender of a request; null if it came through no limit. */
    static @Nullable SenderClass sender(RoutingContext context) {
        return context.get(SENDER);
    }

    /** Goes on with a request whose body is read, when it is its turn. */
    static void admit(RoutingContext context) {
        ConcurrencyLimit turn = context.get(TURN);
        if (turn == null) {
            context.next();
        } else {
            turn.handle(context);
        }
    }
}
