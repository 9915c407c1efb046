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
 * Sends requests over HTTP, with limits on time and response size. Redirects are not followed,
 * since that would take the token elsewhere.
 */
public final class JdkHttpTransport implements HttpTransport, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 16 << 20;

    private final Duration patience;
    private @Nullable HttpClient client;

    public JdkHttpTransport() {
        this(ANSWER);
    }

    JdkHttpTransport(Duration patience) {
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
    public RestResult send(RestRequest restRequest) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client().sendAsync(
                                http(restRequest),
                                BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return answer(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            answer.cancel(true);
            return new RestResult.NoAnswer("no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new RestResult.NoAnswer(describe(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new RestResult.NoAnswer("interrupted");
        }
    }

    private static HttpRequest http(RestRequest restRequest) {
        HttpRequest.Builder http =
                HttpRequest.newBuilder(restRequest.uri())
                        .method(
                                restRequest.method(),
                                HttpRequest.BodyPublishers.ofByteArray(restRequest.body()));
        restRequest.headers().forEach(http::header);
        return http.build();
    }

    private static RestResult answer(HttpResponse<byte[]> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        return new RestResult.Answer(response.statusCode(), headers, response.body());
    }

    /**
     * Names an error by its class alone, since its message may repeat the address and with it a
     * token.
     */
    private static String describe(Throwable fault) {
        return fault.getClass().getSimpleName();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
