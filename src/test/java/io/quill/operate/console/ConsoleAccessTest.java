package io.quill.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.KeyVerifier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who is let in, over HTTP; nothing is shown to anybody else. */
class ConsoleAccessTest {
    private static final String KEY = "a-key-of-mira-no-one-guesses";
    private static final Pattern PROOF = Pattern.compile("name=\"proof\" value=\"([^\"]+)\"");

    private final SampleConsole sampleConsole = new SampleConsole();
    private final OneKey keys = new OneKey();
    private final HttpClient http = HttpClient.newHttpClient();
    private RunningConsole console;

    /** Knows one key, until it is taken away. */
    private static final class OneKey implements KeyVerifier {
        volatile boolean valid = true;
        volatile boolean reachable = true;
        final AtomicInteger tries = new AtomicInteger();

        @Override
        public Verdict verify(String key, ConsoleRequest consoleRequest) {
            if (tries.incrementAndGet() > 3) {
                return new Verdict.TooOften(Duration.ofSeconds(30));
            }
            return key.equals(KEY) ? new Verdict.Opens("mira") : new Verdict.Refused();
        }

        @Override
        public boolean isAddressAllowed(ConsoleRequest consoleRequest) {
            return reachable;
        }

        @Override
        public boolean isStillValid(String name) {
            return valid;
        }
    }

    @BeforeEach
    void open() throws Exception {
        console = RunningConsole.locked(sampleConsole.plan(), keys);
    }

    @AfterEach
    void close() {
        console.close();
        http.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console",
                "/console/agents",
                "/console/events",
                "/console/letters",
                "/console/dimensions",
                "/console/runs",
                "/console/events/ALOWARE:54363660",
                "/console/nowhere"
            })
    void showsNothingToStrangers(String path) throws Exception {
        HttpResponse<String> answer = get(path, "");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .contains("Sign in")
                .doesNotContain("Moreno", "envelope", "Sign out");
    }

    @Test
    void streamsNothingToStrangers() throws Exception {
        assertThat(get("/console/live?page=/console", "").statusCode()).isEqualTo(204);
    }

    @Test
    void refusesKeysThatAreNone() throws Exception {
        HttpResponse<String> answer = signIn("nonsense", "/console");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("That is none of the keys.").doesNotContain("nonsense");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void asksWhoTriesTooOftenToWait() throws Exception {
        for (int i = 0; i < 3; i++) {
            signIn("nonsense", "/console");
        }

        HttpResponse<String> answer = signIn(KEY, "/console");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("30");
    }

    @Test
    void goesOnWhereSomebodyWantedToGo() throws Exception {
        assertThat(location(signIn(KEY, "/console/events?state=dead")))
                .isEqualTo("/console/events?state=dead");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "//evil.example", "/consolex", "/console/\r\nX: y"})
    void leadsNobodyOutOfTheConsole(String target) throws Exception {
        assertThat(location(signIn(KEY, target))).isEqualTo("/console");
    }

    @Test
    void keepsTheCookieFromScriptsAndOtherSites() throws Exception {
        assertThat(signIn(KEY, "/console").headers().firstValue("Set-Cookie").orElseThrow())
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/console")
                .doesNotContain("Secure");
    }

    @Test
    void allowsNoScriptBesideItsOwn() throws Exception {
        HttpResponse<String> answer = get("/console", cookie());

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body()).doesNotContain(" style=", "<style", " onclick=");
    }

    @Nested
    class OnceSignedIn {
        private String cookie = "";

        @BeforeEach
        void signIn() throws Exception {
            cookie = cookie();
        }

        @Test
        void showsThePages() throws Exception {
            HttpResponse<String> answer = get("/console/agents", cookie);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("Ada Moreno", "mira", "Sign out");
        }

        @Test
        void doesWhatAFormOfItsOwnAsks() throws Exception {
            HttpResponse<String> answer =
                    post("/console/agents/let-in", cookie, "agent=999&proof=" + proof());

            assertThat(location(answer)).isEqualTo("/console/agents");
            assertThat(sampleConsole.team.letIn).containsExactly("999 by mira");
        }

        @Test
        void hasABatchInDoubtSentAgain() throws Exception {
            HttpResponse<String> answer =
                    post(
                            "/console/batches/rule",
                            cookie,
                            "batch=41&ruling=resend&proof=" + proof());

            assertThat(location(answer)).isEqualTo("/console/batches");
            assertThat(sampleConsole.doubts.ruled).containsExactly("41 RESEND by mira");
        }

        @ParameterizedTest
        @CsvSource({
            "batch=42&ruling=resend, ops was faster: ops counts it as taken.",
            "batch=43&ruling=resend, That batch waits for nobody any more.",
            "batch=41&ruling=burn, That batch waits for nobody any more."
        })
        void saysWhyABatchIsNotRuledAbout(String form, String words) throws Exception {
            HttpResponse<String> answer =
                    post("/console/batches/rule", cookie, form + "&proof=" + proof());

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains(words);
            assertThat(sampleConsole.doubts.ruled).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "&proof=", "&proof=guessed"})
        void doesNothingForAForgedForm(String proof) throws Exception {
            HttpResponse<String> answer =
                    post("/console/agents/let-in", cookie, "agent=999" + proof);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(sampleConsole.team.letIn).isEmpty();
        }

        @Test
        void doesNothingForAFormFromAnotherSite() throws Exception {
            HttpResponse<String> answer =
                    post(
                            "/console/agents/let-in",
                            cookie,
                            "agent=999&proof=" + proof(),
                            "Sec-Fetch-Site",
                            "cross-site");

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(sampleConsole.team.letIn).isEmpty();
        }

        @Test
        void isNotHiddenByACookieThatSomebodyElsePlaced() throws Exception {
            String planted = "quill=" + "A".repeat(43) + "; quill=x; " + cookie;

            assertThat(get("/console", planted).statusCode()).isEqualTo(200);
            assertThat(get("/console", cookie + "; quill=" + "A".repeat(43)).statusCode())
                    .isEqualTo(200);
        }

        @Test
        void endsWithSignOut() throws Exception {
            post("/console/sign-out", cookie, "proof=" + proof());

            assertThat(get("/console", cookie).statusCode()).isEqualTo(401);
        }

        @Test
        void endsWhenTheKeyIsTakenAway() throws Exception {
            keys.valid = false;

            assertThat(get("/console", cookie).statusCode()).isEqualTo(401);
        }

        @Test
        void endsAtAnAddressThatMayNoMore() throws Exception {
            String proof = proof();
            keys.reachable = false;

            assertThat(get("/console", cookie).statusCode()).isEqualTo(403);
            assertThat(get("/console/live?page=/console", cookie).statusCode()).isEqualTo(204);
            assertThat(
                            post("/console/agents/let-in", cookie, "agent=999&proof=" + proof)
                                    .statusCode())
                    .isEqualTo(403);
            assertThat(sampleConsole.team.letIn).isEmpty();
        }

        @Test
        void endsTheSessionThatItReplaces() throws Exception {
            post("/console/sign-in", cookie, "key=" + KEY);

            assertThat(get("/console", cookie).statusCode()).isEqualTo(401);
        }

        private String proof() throws Exception {
            Matcher proof = PROOF.matcher(get("/console", cookie).body());
            assertThat(proof.find()).isTrue();
            return proof.group(1);
        }
    }

    @Test
    void servesTheDemoToThisMachineAlone() throws Exception {
        try (RunningConsole demo = RunningConsole.open(sampleConsole.plan(), 0)) {
            assertThat(get(demo.address("/console").replace("127.0.0.1", "localhost")).statusCode())
                    .isEqualTo(200);
            assertThat(statusFor(demo, "quill.evil.example")).startsWith("HTTP/1.1 403");
        }
    }

    /** As a name says that leads to this machine from elsewhere; the client would not say so. */
    private static String statusFor(RunningConsole demo, String host) throws IOException {
        URI address = URI.create(demo.address("/console"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            socket.getOutputStream()
                    .write(
                            "GET /console HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                                    .formatted(host)
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String cookie() throws Exception {
        return signIn(KEY, "/console")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");
    }

    private HttpResponse<String> signIn(String key, String to) throws Exception {
        return post(
                "/console/sign-in",
                "",
                "key=" + key + "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
    }

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(console.address(path)))
                        .header("Cookie", cookie)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String address) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String cookie, String form, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(console.address(path)))
                        .header("Cookie", cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
