package io.quill.platform.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests over HTTP; the only HTTP client there is. Redirects are not followed, since that
 * would take the credential elsewhere.
 */
public final class JdkHttpTransport implements HttpTransport, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 16 << 20;

    private final Duration connectTimeout;
    private final Duration timeout;
    private @Nullable HttpClient client;

    /** Reads an answer as long as it comes; what it returns is what the exchange returns. */
    public interface AnswerReader<T> {
        T read(int status, HttpHeaders headers, InputStream body) throws IOException;
    }

    public JdkHttpTransport() {
        this(CONNECT, ANSWER);
    }

    /**
     * Limits the time.
     *
     * @param timeout until the last byte of an answer must have come
     */
    public JdkHttpTransport(Duration connectTimeout, Duration timeout) {
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
    }

    /** Setting TLS up takes a good part of a start, and nobody is asked anything by then. */
    private synchronized HttpClient client() {
        if (client == null) {
            client =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(connectTimeout)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .executor(Executors.newVirtualThreadPerTaskExecutor())
                            .build();
        }
        return client;
    }

    @Override
    public RestResult send(RestRequest restRequest) {
        try {
            return exchange(restRequest, timeout, JdkHttpTransport::answer);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new RestResult.NoAnswer("interrupted");
        } catch (IOException e) {
            return new RestResult.NoAnswer(describe(e));
        }
    }

    public <T> T exchange(RestRequest restRequest, AnswerReader<T> reader)
            throws IOException, InterruptedException {
        return exchange(restRequest, timeout, reader);
    }

    /**
     * Sends a request once and reads the answer while it comes. The request's own time-out ends
     * with the headers, and a body may drip for ever, so it is closed when the time is over.
     */
    public <T> T exchange(RestRequest restRequest, Duration limit, AnswerReader<T> reader)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        HttpResponse<InputStream> response =
                client().send(http(restRequest, limit), BodyHandlers.ofInputStream());
        CompletableFuture<Boolean> late =
                new CompletableFuture<Boolean>()
                        .completeOnTimeout(true, end - System.nanoTime(), TimeUnit.NANOSECONDS);
        try (InputStream body = response.body()) {
            var _ = late.thenAccept(isLate -> closeIf(isLate, body));
            return reader.read(response.statusCode(), response.headers(), body);
        } catch (IOException e) {
            throw late.complete(false) ? e : new HttpTimeoutException("request timed out");
        } finally {
            late.complete(false);
        }
    }

    /** Whoever reads a closed body fails. */
    private static void closeIf(boolean isLate, InputStream body) {
        if (isLate) {
            try {
                body.close();
            } catch (IOException _) {
                // it is closed all the same
            }
        }
    }

    private static HttpRequest http(RestRequest restRequest, Duration limit) {
        HttpRequest.Builder http = HttpRequest.newBuilder(restRequest.uri()).timeout(limit);
        if (restRequest.body().length > 0 || !restRequest.method().equals("GET")) {
            http.method(
                    restRequest.method(),
                    HttpRequest.BodyPublishers.ofByteArray(restRequest.body()));
        }
        restRequest.headers().forEach(http::header);
        return http.build();
    }

    private static RestResult answer(int status, HttpHeaders all, InputStream body)
            throws IOException {
        Map<String, String> headers = new HashMap<>();
        all.map().forEach((name, values) -> headers.put(name, values.getFirst()));
        return new RestResult.Answer(status, headers, readAtMost(MOST_BYTES, body));
    }

    /** Reads a body to its end, unless it is longer than it may be. */
    public static byte[] readAtMost(int most, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new IOException("the answer is longer than " + most + " bytes");
        }
        return bytes;
    }

    /**
     * Names an error by its class alone, since its message may repeat the address and with it a
     * token.
     */
    private String describe(IOException fault) {
        return fault.getClass().equals(HttpTimeoutException.class)
                ? "no answer within " + timeout.toSeconds() + " s"
                : fault.getClass().getSimpleName();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
