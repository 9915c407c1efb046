package io.quill.records.pull.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * Sends a request over HTTP once. Redirects are not followed, since that would take the credential
 * elsewhere.
 */
public final class StreamingTransport implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor timeouts = new ScheduledThreadPoolExecutor(1);
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(executor)
                    .build();

    public StreamingTransport() {
        timeouts.setRemoveOnCancelPolicy(true);
    }

    /** Takes an answer as long as it comes; what it returns is what the sending returns. */
    interface Taker<T> {
        T take(int status, HttpHeaders headers, InputStream body) throws IOException;
    }

    /** The whole answer must have come in time: a body may drip for ever. */
    <T> T send(
            URI uri,
            Map<String, String> headers,
            Duration patience,
            RequestMeter requestMeter,
            Taker<T> taker)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience);
        headers.forEach(request::header);
        request.setHeader("Accept-Encoding", "gzip");
        HttpResponse<InputStream> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            ScheduledFuture<?> end =
                    timeouts.schedule(() -> cut(body), patience.toMillis(), TimeUnit.MILLISECONDS);
            try {
                InputStream counted = new Counted(body, requestMeter);
                return taker.take(
                        response.statusCode(),
                        response.headers(),
                        unpacked(response.headers(), counted));
            } finally {
                end.cancel(false);
            }
        }
    }

    private static InputStream unpacked(HttpHeaders headers, InputStream body) throws IOException {
        String packing = headers.firstValue("Content-Encoding").orElse("");
        return packing.equalsIgnoreCase("gzip") ? new GZIPInputStream(body, 1 << 14) : body;
    }

    /** Closes the body, so that whoever reads it fails. */
    private static void cut(InputStream body) {
        try {
            body.close();
        } catch (IOException _) {
            // it is closed all the same
        }
    }

    private static final class Counted extends FilterInputStream {
        private final RequestMeter requestMeter;

        Counted(InputStream in, RequestMeter requestMeter) {
            super(in);
            this.requestMeter = requestMeter;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            requestMeter.bytes.add(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            requestMeter.bytes.add(Math.max(read, 0));
            return read;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        timeouts.shutdownNow();
        executor.shutdownNow();
    }
}
