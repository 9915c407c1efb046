package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** A console behind a proxy, for some addresses only. */
class ConsoleAddressTest {
    private static final String OURS = "203.0.113.9";
    private static final String THEIRS = "198.51.100.1";

    @TempDir private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private RunningQuill house;

    @BeforeEach
    void open() throws Exception {
        house =
                new RunningQuill.Plan(directory)
                        .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                        .set("ADMIN_IP_ALLOWLIST", "203.0.113.0/24")
                        .set("PUBLIC_URL", "http://127.0.0.1")
                        .set("TRUSTED_PROXIES", "127.0.0.1/32")
                        .open();
    }

    @AfterEach
    void close() {
        house.close();
        http.close();
    }

    @Test
    void knowsASessionAtItsAddressesAlone() throws Exception {
        String cookie = cookie(signIn(OURS));

        assertThat(get("/console", cookie, OURS).statusCode()).isEqualTo(200);
        assertThat(get("/console", cookie, THEIRS).statusCode()).isEqualTo(403);
        assertThat(get("/console", cookie).statusCode()).isEqualTo(403);
        assertThat(get("/console/files/quill.css", cookie, THEIRS).statusCode()).isEqualTo(403);
        assertThat(get("/console/live?page=/console", cookie, THEIRS).statusCode()).isEqualTo(204);
    }

    @Test
    void asksNobodyElseForAKey() throws Exception {
        assertThat(get("/console", "none=", THEIRS).body())
                .contains("ADMIN_IP_ALLOWLIST")
                .doesNotContain("Admin key");
        assertThat(signIn(THEIRS).statusCode()).isEqualTo(403);
    }

    @Test
    void believesTheLineThatTheProxyAdded() throws Exception {
        String cookie = cookie(signIn(OURS));

        assertThat(get("/console", cookie, OURS, THEIRS).statusCode()).isEqualTo(403);
        assertThat(get("/console", cookie, THEIRS, OURS).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsTheCookieToTlsWhereTheProxyHasIt() throws Exception {
        assertThat(signIn(OURS, "https").headers().firstValue("Set-Cookie").orElseThrow())
                .contains("; Secure");
        assertThat(signIn(OURS, "http").headers().firstValue("Set-Cookie").orElseThrow())
                .doesNotContain("; Secure");
    }

    private HttpResponse<String> signIn(String from) throws Exception {
        return signIn(from, "https");
    }

    private HttpResponse<String> signIn(String from, String scheme) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address("/console/sign-in"))
                        .header("X-Forwarded-For", from)
                        .header("X-Forwarded-Proto", scheme)
                        .POST(BodyPublishers.ofString("key=" + AdminClient.KEY))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String cookie(HttpResponse<String> signedIn) {
        assertThat(signedIn.statusCode()).isEqualTo(303);
        return signedIn.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    private HttpResponse<String> get(String path, String cookie, String... forwarded)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(path)).header("Cookie", cookie);
        for (String each : forwarded) {
            request.header("X-Forwarded-For", each);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + house.port + path);
    }
}
