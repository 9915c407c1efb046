package io.quill.app.http;

import io.quill.platform.logging.RepeatedMessageLog;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

import org.slf4j.event.Level;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses requests that a proxy may read differently: framing, host and path. Their connection is
 * read no further.
 */
final class StrictRequests implements Handler<HttpServerRequest> {
    private final Handler<HttpServerRequest> next;
    private final RepeatedMessageLog refusals;
    private final Set<HttpConnection> refused = ConcurrentHashMap.newKeySet();

    StrictRequests(Handler<HttpServerRequest> next, RepeatedMessageLog refusals) {
        this.next = next;
        this.refusals = refusals;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (refused.contains(request.connection())) {
            return;
        }
        if (isFramedPlainly(request) && RequestPaths.isPlain(request.path())) {
            next.handle(request);
            return;
        }
        HttpConnection connection = request.connection();
        refused.add(connection);
        connection.closeHandler(_ -> refused.remove(connection));
        refusals.count(Level.WARN, "Refused an ambiguous request", "answered 400");
        ErrorResponse.answer(request, 400);
        connection.close();
    }

    private static boolean isFramedPlainly(HttpServerRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        List<String> lengths = request.headers().getAll(HttpHeaders.CONTENT_LENGTH);
        boolean chunked =
                codings.size() == 1
                        && codings.getFirst().strip().equalsIgnoreCase("chunked")
                        && request.version() == HttpVersion.HTTP_1_1
                        && lengths.isEmpty();
        return (codings.isEmpty() || chunked)
                && lengths.size() <= 1
                && request.headers().getAll(HttpHeaders.HOST).size() <= 1;
    }
}
