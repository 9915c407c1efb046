package io.quill.operate.client;

import io.quill.platform.settings.Admin;
import io.quill.platform.settings.Secret;
import io.quill.platform.settings.Server;
import io.quill.platform.settings.Settings;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Asks a Quill that runs, with a key or a secret out of the settings that it has itself. */
public final class OverHttp implements Operator {
    /** Why an answer is 401, in words for whoever holds these settings. */
    public static final String STRANGER =
            "the Quill that runs takes neither ADMIN_API_KEY nor ADMIN_HMAC_SECRET of these"
                    + " settings";

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI url;
    private final Admin admin;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

    OverHttp(URI url, Admin admin, InstantSource clock) {
        this.url = url;
        this.admin = admin;
        this.clock = clock;
    }

    /** Where the settings say; empty when they say nothing and none runs on this machine. */
    public static Optional<OverHttp> find(Settings settings, InstantSource clock) {
        Optional<URI> told = settings.admin().url();
        URI url = told.orElseGet(() -> here(settings.server()));
        return told.isPresent() || isListening(url)
                ? Optional.of(new OverHttp(url, settings.admin(), clock))
                : Optional.empty();
    }

    private static URI here(Server server) {
        String host =
                switch (server.host()) {
                    case "0.0.0.0" -> "127.0.0.1";
                    case "::" -> "[::1]";
                    case String six when six.contains(":") -> "[" + six + "]";
                    case String other -> other;
                };
        return URI.create("http://" + host + ":" + server.adminPort().orElse(server.port()));
    }

    private static boolean isListening(URI url) {
        try (Socket socket = new Socket()) {
            String host = url.getHost().replaceAll("[\\[\\]]", "");
            socket.connect(
                    new InetSocketAddress(host, url.getPort()),
                    Math.toIntExact(CONNECT.toMillis()));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public Answer ask(Question question) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + question.target()))
                        .timeout(PATIENCE)
                        .method(question.method(), BodyPublishers.ofByteArray(question.body()));
        if (question.body().length > 0) {
            request.header("Content-Type", "application/json");
        }
        identify(request, question);
        Answer answer = sent(request.build());
        if (!answer.isJson() && answer.mediaType().isEmpty()) {
            throw new Unreachable("What answers at " + url + " is no Quill; set QUILL_URL");
        }
        return answer;
    }

    private void identify(HttpRequest.Builder request, Question question) {
        Optional<String> key = admin.plainKey();
        if (key.isPresent()) {
            request.header("X-Admin-Key", key.get());
            return;
        }
        String secret =
                admin.hmacSecret().map(Secret::values).orElse(List.of()).stream()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new Unreachable(
                                                "A Quill runs at "
                                                        + url
                                                        + ", and there is nothing to show it: set"
                                                        + " ADMIN_API_KEY to a key of it (not to"
                                                        + " its sha256) or ADMIN_HMAC_SECRET"));
        new Signature(secret, clock).of(question).forEach(request::header);
    }

    private Answer sent(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("content-type").orElse(""),
                    response.body());
        } catch (IOException e) {
            // a connection that is refused has no message
            String why = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
            throw new Unreachable("Quill does not answer at " + url + " (" + why + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("Interrupted while Quill was asked", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
