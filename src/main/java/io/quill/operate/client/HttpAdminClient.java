package io.quill.operate.client;

import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.http.RestRequest;
import io.quill.platform.settings.AdminSettings;
import io.quill.platform.settings.Secret;
import io.quill.platform.settings.ServerSettings;
import io.quill.platform.settings.Settings;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Client over HTTP for a running Quill, with a key or secret from its settings. */
public final class HttpAdminClient implements AdminApiClient {
    /** Why an answer is 401, in words for whoever holds these settings. */
    public static final String STRANGER =
            "the Quill that runs takes neither ADMIN_API_KEY nor ADMIN_HMAC_SECRET of these"
                    + " settings";

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI url;
    private final AdminSettings adminSettings;
    private final InstantSource clock;
    private final JdkHttpTransport http = new JdkHttpTransport(CONNECT, PATIENCE);

    HttpAdminClient(URI url, AdminSettings adminSettings, InstantSource clock) {
        this.url = url;
        this.adminSettings = adminSettings;
        this.clock = clock;
    }

    /**
     * Returns a client for the configured address; empty if there is none and no Quill runs on this
     * machine.
     */
    public static Optional<HttpAdminClient> find(Settings settings, InstantSource clock) {
        Optional<URI> told = settings.admin().url();
        URI url = told.orElseGet(() -> localUrl(settings.server()));
        return told.isPresent() || isListening(url)
                ? Optional.of(new HttpAdminClient(url, settings.admin(), clock))
                : Optional.empty();
    }

    private static URI localUrl(ServerSettings serverSettings) {
        String host =
                switch (serverSettings.host()) {
                    case "0.0.0.0" -> "127.0.0.1";
                    case "::" -> "[::1]";
                    case String six when six.contains(":") -> "[" + six + "]";
                    case String other -> other;
                };
        return URI.create(
                "http://" + host + ":" + serverSettings.adminPort().orElse(serverSettings.port()));
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
    public AdminAnswer send(AdminQuestion adminQuestion) {
        Map<String, String> headers = new HashMap<>(credentials(adminQuestion));
        if (adminQuestion.body().length > 0) {
            headers.put("Content-Type", "application/json");
        }
        AdminAnswer adminAnswer =
                sent(
                        new RestRequest(
                                adminQuestion.method(),
                                URI.create(url + adminQuestion.target()),
                                headers,
                                adminQuestion.body()));
        if (!adminAnswer.isJson() && adminAnswer.mediaType().isEmpty()) {
            throw new UnreachableException(
                    "What answers at " + url + " is not Quill; set QUILL_URL");
        }
        return adminAnswer;
    }

    private Map<String, String> credentials(AdminQuestion adminQuestion) {
        Optional<String> key = adminSettings.plainKey();
        if (key.isPresent()) {
            return Map.of("X-Admin-Key", key.get());
        }
        String secret =
                adminSettings.hmacSecret().map(Secret::values).orElse(List.of()).stream()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new UnreachableException(
                                                "A Quill runs at "
                                                        + url
                                                        + ", and no credential for it is set: set"
                                                        + " ADMIN_API_KEY to one of its keys (not"
                                                        + " to the sha256) or ADMIN_HMAC_SECRET"));
        return new RequestSigner(secret, clock).of(adminQuestion);
    }

    private AdminAnswer sent(RestRequest restRequest) {
        try {
            return http.exchange(
                    restRequest,
                    (status, headers, body) ->
                            new AdminAnswer(
                                    status,
                                    headers.firstValue("content-type").orElse(""),
                                    body.readAllBytes()));
        } catch (IOException e) {
            // a connection that is refused has no message
            String why = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
            throw new UnreachableException("Quill does not answer at " + url + " (" + why + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("Interrupted while Quill was asked", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
