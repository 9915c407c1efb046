package io.quill.app.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Error response (RFC 9457) to a request that reaches no route. */
final class ErrorResponse {
    static final String RETRY_AFTER_SECONDS = "5";

    private static final String WEBHOOKS = "/webhook/";

    private ErrorResponse() {}

    /** The connection ends with it; a sender of webhooks reads no more than the status. */
    static void answer(RoutingContext context, int status) {
        answer(context.request(), status);
    }

    static void answer(HttpServerRequest request, int status) {
        HttpServerResponse response =
                request.response()
                        .setStatusCode(status)
                        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        if (status == 503) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (isWebhook(request)) {
            response.end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(
                        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d}"
                                .formatted(response.getStatusMessage(), status));
    }

    /** Checks the path as it was sent, because an invalid path cannot be normalized. */
    private static boolean isWebhook(HttpServerRequest request) {
        String path = request.path();
        return path != null && path.startsWith(WEBHOOKS);
    }
}
