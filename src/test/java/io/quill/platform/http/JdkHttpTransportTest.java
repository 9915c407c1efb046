package io.quill.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.sandbox.web.SandboxServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

@Timeout(30)
class JdkHttpTransportTest {
    private static final SandboxServer WEB = new SandboxServer();
    private static final Map<String, String> SEEN = new ConcurrentHashMap<>();
    private static final JdkHttpTransport WIRE =
            new JdkHttpTransport(Duration.ofSeconds(2), Duration.ofSeconds(2));

    private static URI site = URI.create("http://127.0.0.1");

    @BeforeAll
    static void open() {
        site =
                WEB.open(
                        0,
                        sandboxRequest ->
                                switch (sandboxRequest.path()) {
                                    case "/silence" ->
                                            new io.quill.sandbox.web.SandboxReply.Silence();
                                    case "/drop" -> new io.quill.sandbox.web.SandboxReply.Drop();
                                    case "/away" ->
                                            io.quill.sandbox.web.SandboxReply.empty(302)
                                                    .with("Location", "/there");
                                    case "/large" ->
                                            io.quill.sandbox.web.SandboxReply.typed(
                                                    200, "text/plain", new byte[17 << 20]);
                                    default -> {
                                        SEEN.put(
                                                sandboxRequest.path(),
                                                sandboxRequest.method()
                                                        + " "
                                                        + sandboxRequest
                                                                .header("Authorization")
                                                                .orElse("")
                                                        + " "
                                                        + new String(sandboxRequest.body(), UTF_8));
                                        yield io.quill.sandbox.web.SandboxReply.empty(204)
                                                .with("X-Made-By", "hand");
                                    }
                                });
    }

    @AfterAll
    static void close() {
        WIRE.close();
        WEB.close();
    }

    private static RestResult get(String path) {
        return WIRE.send(RestRequest.get(site.resolve(path)));
    }

    @Test
    void sendsWhatItIsGiven() {
        RestRequest restRequest =
                RestRequest.post(site.resolve("/posted"), "{\"a\":1}")
                        .withToken(AccessToken.of(() -> "t0ken", () -> false));

        assertThat(WIRE.send(restRequest))
                .isInstanceOfSatisfying(
                        RestResult.Answer.class,
                        answer -> {
                            assertThat(answer.status()).isEqualTo(204);
                            assertThat(answer.header("x-made-by")).contains("hand");
                        });
        assertThat(SEEN).containsEntry("/posted", "POST Bearer t0ken {\"a\":1}");
    }

    @Test
    void followsNoRedirect() {
        assertThat(get("/away"))
                .isInstanceOfSatisfying(
                        RestResult.Answer.class,
                        answer -> assertThat(answer.status()).isEqualTo(302));
        assertThat(SEEN).doesNotContainKey("/there");
    }

    @Test
    void doesNotWaitForEver() {
        assertThat(get("/silence")).isEqualTo(new RestResult.NoAnswer("no answer within 2 s"));
    }

    @Test
    void takesNoEndlessAnswer() {
        assertThat(get("/large")).isInstanceOf(RestResult.NoAnswer.class);
    }

    @Test
    void saysThatTheConnectionBroke() {
        assertThat(get("/drop")).isInstanceOf(RestResult.NoAnswer.class);
    }

    @Test
    void tellsNothingOfTheAddressWhenNobodyIsThere() {
        assertThat(WIRE.send(RestRequest.get(URI.create("http://127.0.0.1:1/?api_token=s3cret"))))
                .isInstanceOfSatisfying(
                        RestResult.NoAnswer.class,
                        none -> assertThat(none.why()).doesNotContain("s3cret").isNotBlank());
    }
}
