package io.quill.platform.http;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Over HTTP, in bounded time and with a bounded answer. A redirect is an answer like any other:
 * following it would take the token elsewhere.
 */
public final class HttpWire implements Wire, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 16 << 20;

    private final Duration patience;
    private @Nullable HttpClient client;

    public HttpWire() {
        this(ANSWER);
    }

    HttpWire(Duration patience) {
        this.patience = patience;
    }

    /** Setting TLS up takes a good part of a start, and nobody is asked anything by then. */
    private synchronized HttpClient client() {
        if (client == null) {
            client =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(CONNECT)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .executor(Executors.newVirtualThreadPerTaskExecutor())
                            .build();
        }
        return client;
    }

    // a time-out of the request itself would end with the headers, and a body may drip for ever
    @Override
    public Reply send(Request request) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client().sendAsync(
                                http(request),
                                BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return answer(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            answer.cancel(true);
            return new Reply.NoAnswer("no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Reply.NoAnswer(name(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Reply.NoAnswer("interrupted");
        }
    }

    private static HttpRequest http(Request request) {
        HttpRequest.Builder http =
                HttpRequest.newBuilder(request.uri())
                        .method(
                                request.method(),
                                HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(http::header);
        return http.build();
    }

    private static Reply answer(HttpResponse<byte[]> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        return new Reply.Answer(response.statusCode(), headers, response.body());
    }

    /** Only what kind of fault it was: its words may repeat the address, and with it a token. */
    private static String name(Throwable fault) {
        return fault.getClass().getSimpleName();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
