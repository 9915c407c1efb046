package io.quill.platform.http.loop;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.MDC;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Runs a route on the event loop that read the request, without a worker thread. No step of the
 * route may block.
 */
public final class EventLoopEngine implements PlatformHttpEngine {
    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new Consumer(endpoint, processor);
    }

    /**
     * A station whose answer comes later, and is the body from then on. The exchange goes on with
     * it on the event loop that it came by: answers that come together are taken up in one turn.
     */
    public static <T> Processor later(
            Class<T> type, Function<T, ? extends CompletableFuture<?>> station) {
        return new Later<>(type, station);
    }

    private static final class Consumer extends VertxPlatformHttpConsumer {
        /**
         * Largest body that is read on the event loop; a larger one takes Camel's way over a
         * worker.
         */
        private static final int MOST_BYTES = 64 * 1024;

        Consumer(PlatformHttpEndpoint endpoint, Processor processor) {
            super(
                    endpoint,
                    processor,
                    List.of(),
                    VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO);
        }

        @Override
        protected void handleRequest(RoutingContext context) {
            if (isSuspended() || context.body().length() > MOST_BYTES) {
                super.handleRequest(context);
                return;
            }
            Exchange exchange = createExchange(false);
            exchange.setPattern(ExchangePattern.InOut);
            HttpMessage message = new HttpMessage(exchange, context.request(), context.response());
            message.setBody(context.body().buffer());
            exchange.setMessage(message);
            getAsyncProcessor().process(exchange, _ -> finish(exchange, context.response()));
            // what was noted of this request is not so of the next that this thread turns to
            MDC.clear();
        }

        private void finish(Exchange exchange, HttpServerResponse response) {
            if (exchange.getException() == null) {
                answer(exchange, response);
            } else {
                response.setStatusCode(500).end();
            }
            releaseExchange(exchange, false);
        }

        private void answer(Exchange exchange, HttpServerResponse response) {
            Message message = exchange.getMessage();
            HeaderFilterStrategy strategy = getEndpoint().getHeaderFilterStrategy();
            response.setStatusCode(
                    message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class));
            message.getHeaders()
                    .forEach(
                            (name, value) -> {
                                if (name.equals(Exchange.CONTENT_TYPE)
                                        || !strategy.applyFilterToCamelHeaders(
                                                name, value, exchange)) {
                                    response.putHeader(name, value.toString());
                                }
                            });
            response.end(Buffer.buffer(message.getBody(byte[].class)));
        }
    }

    private static final class Later<T> extends AsyncProcessorSupport {
        private final Class<T> type;
        private final Function<T, ? extends CompletableFuture<?>> station;

        Later(Class<T> type, Function<T, ? extends CompletableFuture<?>> station) {
            this.type = type;
            this.station = station;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Executor home = home();
            var _ =
                    station.apply(exchange.getMessage().getBody(type))
                            .whenCompleteAsync(
                                    (body, fault) -> {
                                        if (fault == null) {
                                            exchange.getMessage().setBody(body);
                                        } else {
                                            exchange.setException(fault);
                                        }
                                        callback.done(false);
                                    },
                                    home);
            return false;
        }

        private static Executor home() {
            Context context = Vertx.currentContext();
            return context == null ? Runnable::run : task -> context.runOnContext(_ -> task.run());
        }
    }
}
