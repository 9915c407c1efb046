package io.quill.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An operator with a key, or whatever headers they come with. */
public final class AdminClient implements AutoCloseable {
    public static final String KEY = "correct-horse-battery";

    /** Of "a secret of thirty-two bytes, base64". */
    public static final String SECRET = "whsec_YSBzZWNyZXQgb2YgdGhpcnR5LXR3byBieXRlcy4u";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    /** What was answered. */
    public record Answer(int status, String type, String location, String text) {
        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError("This is no JSON: " + text, e);
            }
        }
    }

    public AdminClient(int port) {
        this.port = port;
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", withKey());
    }

    public Answer post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, body, withKey(headers));
    }

    public Answer put(String path, String body) throws IOException, InterruptedException {
        return send("PUT", path, body, withKey());
    }

    public Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "", withKey());
    }

    private static String[] withKey(String... headers) {
        List<String> all = new ArrayList<>(List.of("X-Admin-Key", KEY));
        all.addAll(List.of(headers));
        return all.toArray(String[]::new);
    }

    /** With these headers and no others. */
    public Answer send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(30))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("content-type").orElse(""),
                response.headers().firstValue("location").orElse(""),
                response.body());
    }

    /** The headers of HTTP Message Signatures (RFC 9421), written down by hand. */
    public static String[] signedFor(String method, String target, String body, String nonce) {
        return signedFor(method, target, body, nonce, System.currentTimeMillis() / 1000);
    }

    public static String[] signedFor(
            String method, String target, String body, String nonce, long created) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        String digest = body.isEmpty() ? "" : "sha-256=:" + sha256(body) + ":";
        String parameters =
                "(\"@method\" \"@path\" \"@query\"%s);created=%d;nonce=\"%s\";keyid=\"ops\";alg=\"hmac-sha256\""
                        .formatted(body.isEmpty() ? "" : " \"content-digest\"", created, nonce);
        String base =
                "\"@method\": %s\n\"@path\": %s\n\"@query\": %s\n%s\"@signature-params\": %s"
                        .formatted(
                                method,
                                path,
                                query < 0 ? "?" : target.substring(query),
                                body.isEmpty() ? "" : "\"content-digest\": " + digest + "\n",
                                parameters);
        List<String> headers =
                new ArrayList<>(
                        List.of(
                                "Signature-Input", "quill=" + parameters,
                                "Signature", "quill=:" + signature(base) + ":"));
        if (!body.isEmpty()) {
            headers.addAll(List.of("Content-Digest", digest));
        }
        return headers.toArray(String[]::new);
    }

    private static String sha256(String body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The headers of Standard Webhooks, signed by whoever has the secret. */
    public static String[] signed(String id, String body) {
        String now = Long.toString(System.currentTimeMillis() / 1000);
        return new String[] {
            "webhook-id", id,
            "webhook-timestamp", now,
            "webhook-signature", "v1," + signature(id + "." + now + "." + body)
        };
    }

    private static String signature(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] secret = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
