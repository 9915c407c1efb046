package io.quill.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.http.RestRequest;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Sends webhooks and admin requests over HTTP. */
final class WebhookPoster implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(40);

    private final JdkHttpTransport http = new JdkHttpTransport(CONNECT, ANSWER);
    private final int port;

    /** What came back. */
    record Answer(int status, String body) {
        boolean isFine() {
            return status / 100 == 2;
        }
    }

    WebhookPoster(int port) {
        this.port = port;
    }

    Answer send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return http.exchange(
                new RestRequest(method, uri, all, body.getBytes(UTF_8)),
                (status, _, answer) ->
                        new Answer(status, new String(answer.readAllBytes(), UTF_8)));
    }

    @Override
    public void close() {
        http.close();
    }
}
