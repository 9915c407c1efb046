package io.quill.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Sends webhooks and admin requests over HTTP. */
final class WebhookPoster implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
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
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(40))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body, UTF_8));
        headers.forEach(request::header);
        var answer = client.send(request.build(), BodyHandlers.ofString(UTF_8));
        return new Answer(answer.statusCode(), answer.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
