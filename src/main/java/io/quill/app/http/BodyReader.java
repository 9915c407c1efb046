package io.quill.app.http;

import io.quill.platform.http.Sender;
import io.quill.platform.logging.Tally;
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
 * Reads a body as the bytes it came in, of whatever type it is said to be, and counts what arrives
 * instead of believing what was announced.
 */
final class BodyReader implements Handler<RoutingContext> {
    /**
     * What is read of a refused body before its sender is cut off, so that most hear the answer.
     */
    private static final long MOST_DISCARDED_BYTES = 8 << 20;

    private final Bounds bounds;
    private final Tally refusals;
    private final AtomicLong all = new AtomicLong();
    private final Map<Sender, AtomicLong> ofOperators = new EnumMap<>(Sender.class);

    BodyReader(Bounds bounds, Tally refusals) {
        this.bounds = bounds;
        this.refusals = refusals;
        for (Sender each : Sender.values()) {
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
            Sender sender = Gate.sender(context);
            this.bytes =
                    sender == null
                            ? all
                            : java.util.Objects.requireNonNull(ofOperators.get(sender));
            this.mostBytes = sender == null ? bounds.mostBytes() : shareOfOperators();
        }

        /** Strangers who fill the memory that webhooks may use take none from operators. */
        private long shareOfOperators() {
            return Math.max(bounds.mostBytes() / 4, 2L * bounds.mostBodyBytes());
        }

        void start() {
            timer = vertx.setTimer(bounds.bodyTime().toMillis(), _ -> giveUp());
            request.handler(this::take);
            request.endHandler(_ -> finish());
            request.exceptionHandler(_ -> fail());
            context.addEndHandler(_ -> bytes.addAndGet(-body.length()));
            if (request.headers().contains(Sender.UNREAD)) {
                leave();
            } else if (announcedBytes() > bounds.mostBodyBytes()) {
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
            Gate.pass(context);
        }

        /** What comes is no body, or nothing comes any more. */
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
            } else if (body.length() + (long) chunk.length() > bounds.mostBodyBytes()) {
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
            Refusal.answer(context, status);
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
                Gate.pass(context);
            }
        }
    }
}
