package io.quill.server;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * Reads a body as the bytes it came in, of whatever type it is said to be, and counts what arrives
 * instead of believing what was announced.
 */
final class BodyReader implements Handler<RoutingContext> {
    /**
     * What is read of a refused body before its sender is cut off, so that most hear the answer.
     */
    private static final long MOST_DISCARDED_BYTES = 8 << 20;

    private final Bounds bounds;

    BodyReader(Bounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public void handle(RoutingContext context) {
        new Reading(context).start();
    }

    private final class Reading {
        private final RoutingContext context;
        private final HttpServerRequest request;
        private final Vertx vertx;
        private final Buffer body = Buffer.buffer();
        private boolean refused;
        private long discarded;
        private long timer;

        Reading(RoutingContext context) {
            this.context = context;
            this.request = context.request();
            this.vertx = context.vertx();
        }

        void start() {
            timer = vertx.setTimer(bounds.bodyTime().toMillis(), _ -> giveUp());
            request.handler(this::take);
            request.endHandler(_ -> finish());
            request.exceptionHandler(_ -> vertx.cancelTimer(timer));
            if (announcedBytes() > bounds.mostBodyBytes()) {
                refuse();
            }
            request.resume();
        }

        private long announcedBytes() {
            String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length);
        }

        private void take(Buffer chunk) {
            if (refused) {
                discard(chunk.length());
            } else if (body.length() + (long) chunk.length() > bounds.mostBodyBytes()) {
                refuse();
            } else {
                body.appendBuffer(chunk);
            }
        }

        private void discard(int bytes) {
            discarded += bytes;
            if (discarded > MOST_DISCARDED_BYTES) {
                request.connection().close();
            }
        }

        private void refuse() {
            refused = true;
            context.response().setStatusCode(413).putHeader(HttpHeaders.CONNECTION, "close").end();
        }

        private void giveUp() {
            if (!context.response().ended()) {
                context.response()
                        .setStatusCode(408)
                        .putHeader(HttpHeaders.CONNECTION, "close")
                        .end();
            }
            request.connection().close();
        }

        private void finish() {
            vertx.cancelTimer(timer);
            if (!refused) {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        }
    }
}
