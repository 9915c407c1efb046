package io.quill.app.http;

import io.quill.platform.http.SenderClass;
import io.quill.platform.logging.RepeatedMessageLog;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

import org.slf4j.event.Level;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads bodies as bytes whatever their type, and counts what arrives instead of trusting
 * Content-Length.
 */
final class BodyReader implements Handler<RoutingContext> {
    /** Bytes read of a refused body before its sender is cut off, so that most see the answer. */
    private static final long MOST_DISCARDED_BYTES = 8 << 20;

    private final ServerLimits serverLimits;
    private final RepeatedMessageLog refusals;
    private final AtomicLong all = new AtomicLong();
    private final Map<SenderClass, AtomicLong> ofOperators = new EnumMap<>(SenderClass.class);

    BodyReader(ServerLimits serverLimits, RepeatedMessageLog refusals) {
        this.serverLimits = serverLimits;
        this.refusals = refusals;
        for (SenderClass each : SenderClass.values()) {
            ofOperators.put(each, new AtomicLong());
        }
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
        private final AtomicLong bytes;
        private final long mostBytes;
        private boolean left;
        private boolean refused;
        private long discarded;
        private long timer;

        Reading(RoutingContext context) {
            this.context = context;
            this.request = context.request();
            this.vertx = context.vertx();
            SenderClass senderClass = AdmissionHandler.sender(context);
            this.bytes =
                    senderClass == null
                            ? all
                            : java.util.Objects.requireNonNull(ofOperators.get(senderClass));
            this.mostBytes = senderClass == null ? serverLimits.mostBytes() : shareOfOperators();
        }

        /** Strangers who fill the memory that webhooks may use take none from operators. */
        private long shareOfOperators() {
            return Math.max(serverLimits.mostBytes() / 4, 2L * serverLimits.mostBodyBytes());
        }

        void start() {
            timer = vertx.setTimer(serverLimits.bodyTime().toMillis(), _ -> giveUp());
            request.handler(this::take);
            request.endHandler(_ -> finish());
            request.exceptionHandler(_ -> fail());
            context.addEndHandler(_ -> bytes.addAndGet(-body.length()));
            if (request.headers().contains(SenderClass.UNREAD)) {
                leave();
            } else if (announcedBytes() > serverLimits.mostBodyBytes()) {
                tooLarge();
            } else if (request.headers().contains(HttpHeaders.EXPECT)) {
                context.response().writeContinue();
            }
            request.resume();
        }

        private long announcedBytes() {
            String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length);
        }

        /** Goes on without a body; what is sent of it is thrown away until there is an answer. */
        private void leave() {
            left = true;
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            context.addEndHandler(_ -> request.connection().close());
            ((RoutingContextInternal) context).setBody(body);
            AdmissionHandler.admit(context);
        }

        /** Fails: the rest is not a body, or nothing arrives any more. */
        private void fail() {
            vertx.cancelTimer(timer);
            if (!refused && !left && !context.response().ended() && !context.response().closed()) {
                refuse(400, "A body was none of HTTP's");
                request.connection().close();
            }
        }

        private void take(Buffer chunk) {
            if (refused || left) {
                discard(chunk.length());
            } else if (body.length() + (long) chunk.length() > serverLimits.mostBodyBytes()) {
                tooLarge();
            } else if (bytes.get() + chunk.length() > mostBytes) {
                refuse(503, "The bodies on their way would fill the memory");
            } else {
                bytes.addAndGet(chunk.length());
                body.appendBuffer(chunk);
            }
        }

        private void discard(int bytes) {
            discarded += bytes;
            if (discarded > MOST_DISCARDED_BYTES) {
                request.connection().close();
            }
        }

        private void tooLarge() {
            refuse(413, "A body was larger than MAX_BODY_BYTES");
        }

        private void refuse(int status, String reason) {
            refused = true;
            refusals.count(Level.WARN, reason, "answered " + status);
            ErrorResponse.answer(context, status);
        }

        private void giveUp() {
            if (!context.response().ended()) {
                refuse(408, "A sender took too long over a body");
            }
            request.connection().close();
        }

        private void finish() {
            vertx.cancelTimer(timer);
            if (refused) {
                request.connection().close();
            } else if (!left) {
                ((RoutingContextInternal) context).setBody(body);
                AdmissionHandler.admit(context);
            }
        }
    }
}
