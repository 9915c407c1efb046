package io.quill.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.sandbox.web.Web;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

@Timeout(30)
class HttpWireTest {
    private static final Web WEB = new Web();
    private static final Map<String, String> SEEN = new ConcurrentHashMap<>();
    private static final HttpWire WIRE = new HttpWire(Duration.ofSeconds(2));

    private static URI site = URI.create("http://127.0.0.1");

    @BeforeAll
    static void open() {
        site =
                WEB.open(
                        0,
                        request ->
                                switch (request.path()) {
                                    case "/silence" -> new io.quill.sandbox.web.Reply.Silence();
                                    case "/drop" -> new io.quill.sandbox.web.Reply.Drop();
                                    case "/away" ->
                                            io.quill.sandbox.web.Reply.empty(302)
                                                    .with("Location", "/there");
                                    case "/large" ->
                                            io.quill.sandbox.web.Reply.typed(
                                                    200, "text/plain", new byte[17 << 20]);
                                    default -> {
                                        SEEN.put(
                                                request.path(),
                                                request.method()
                                                        + " "
                                                        + request.header("Authorization").orElse("")
                                                        + " "
                                                        + new String(request.body(), UTF_8));
                                        yield io.quill.sandbox.web.Reply.empty(204)
                                                .with("X-Made-By", "hand");
                                    }
                                });
    }

    @AfterAll
    static void close() {
        WIRE.close();
        WEB.close();
    }

    private static Reply get(String path) {
        return WIRE.send(Request.get(site.resolve(path)));
    }

    @Test
    void sendsWhatItIsGiven() {
        Request request =
                Request.post(site.resolve("/posted"), "{\"a\":1}")
                        .bearing(AccessToken.of(() -> "t0ken", () -> false));

        assertThat(WIRE.send(request))
                .isInstanceOfSatisfying(
                        Reply.Answer.class,
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
                        Reply.Answer.class, answer -> assertThat(answer.status()).isEqualTo(302));
        assertThat(SEEN).doesNotContainKey("/there");
    }

    @Test
    void doesNotWaitForEver() {
        assertThat(get("/silence")).isEqualTo(new Reply.NoAnswer("no answer within 2 s"));
    }

    @Test
    void takesNoEndlessAnswer() {
        assertThat(get("/large")).isInstanceOf(Reply.NoAnswer.class);
    }

    @Test
    void saysThatTheConnectionBroke() {
        assertThat(get("/drop")).isInstanceOf(Reply.NoAnswer.class);
    }

    @Test
    void tellsNothingOfTheAddressWhenNobodyIsThere() {
        assertThat(WIRE.send(Request.get(URI.create("http://127.0.0.1:1/?api_token=s3cret"))))
                .isInstanceOfSatisfying(
                        Reply.NoAnswer.class,
                        none -> assertThat(none.why()).doesNotContain("s3cret").isNotBlank());
    }
}
