package io.quill.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.sandbox.web.SandboxJson;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A plain client of the sandbox's origins, as a caller from outside is. */
final class SandboxClient implements AutoCloseable {
    static final String SEQUENCE = "X-PowerBI-PushData-SequenceNumber";

    record Heard(int status, java.net.http.HttpHeaders headers, byte[] body) {
        String text() {
            return new String(body, UTF_8);
        }

        JsonNode json() {
            return SandboxJson.read(text().replace("\uFEFF", "").getBytes(UTF_8)).orElseThrow();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final Sandbox sandbox;
    private String token = "";

    SandboxClient(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    Heard send(URI origin, String method, String path, String body, String... headers) {
        return send(origin, method, path, body.getBytes(UTF_8), headers);
    }

    Heard send(URI origin, String method, String path, byte[] body, String... headers) {
        try {
            var request =
                    HttpRequest.newBuilder(origin.resolve(path))
                            .timeout(Duration.ofSeconds(20))
                            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
            HttpResponse<byte[]> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Heard(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Asks for a token, and sends it from now on. */
    SandboxClient signIn() {
        token = ask("client_secret=" + Sandbox.CLIENT_SECRET).json().path("access_token").asText();
        return this;
    }

    Heard ask(String credential) {
        return send(
                sandbox.entra(),
                "POST",
                "/" + Sandbox.TENANT + "/oauth2/v2.0/token",
                "grant_type=client_credentials&client_id="
                        + Sandbox.CLIENT_ID
                        + "&scope=openid+profile+offline_access+"
                        + "https%3A%2F%2Fanalysis.windows.net%2Fpowerbi%2Fapi%2F.default&"
                        + credential);
    }

    Heard powerBi(String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + token));
        String prefix = "/v1.0/myorg/groups/" + Sandbox.WORKSPACE;
        return send(sandbox.powerBi(), method, prefix + path, body, all.toArray(String[]::new));
    }

    String create(String schema, String retention) {
        Heard heard = powerBi("POST", "/datasets?defaultRetentionPolicy=" + retention, schema);
        if (heard.status() != 201) {
            throw new IllegalStateException(heard.text());
        }
        return heard.json().path("id").asText();
    }

    Heard post(String dataset, String table, String rows, String... headers) {
        String path = "/datasets/" + dataset + "/tables/" + table + "/rows";
        return powerBi("POST", path, "{\"rows\":[" + rows + "]}", headers);
    }

    Heard query(String dataset, String dax) {
        var body = SandboxJson.object();
        body.putArray("queries").addObject().put("query", dax);
        return powerBi("POST", "/datasets/" + dataset + "/executeQueries", body.toString());
    }

    Heard control(String method, String path, String body) {
        return send(sandbox.powerBi(), method, "/sandbox" + path, body);
    }

    static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    String authorization() {
        return "Bearer " + token;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
