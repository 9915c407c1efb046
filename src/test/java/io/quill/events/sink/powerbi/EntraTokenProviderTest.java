package io.quill.events.sink.powerbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.aad.msal4j.HttpResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(60)
class EntraTokenProviderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";

    private final HttpServer entra;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> rightSecret = new AtomicReference<>("right");
    private final AtomicReference<String> ourSecret = new AtomicReference<>("right");
    private int refusalStatus = 401;
    private String refusal = "AADSTS7000215: Invalid client secret provided.";

    EntraTokenProviderTest() throws IOException {
        entra = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        entra.createContext("/" + TENANT + "/oauth2/v2.0/token", this::token);
        entra.start();
    }

    @AfterEach
    void stop() {
        entra.stop(0);
    }

    @Nested
    class WithASecret {
        @Test
        void asksOnceAndKeepsTheToken() {
            TokenProvider tokenProvider = tokens();

            assertThat(tokenProvider.current()).isEqualTo("token-1");
            assertThat(tokenProvider.current()).isEqualTo("token-1");
            assertThat(asked).hasSize(1);
            assertThat(asked.getFirst())
                    .contains(
                            "grant_type=client_credentials",
                            "https://analysis.windows.net/powerbi/api/.default");
        }

        @Test
        void asksAnewWhenTheTokenWasRefused() {
            TokenProvider tokenProvider = tokens();

            assertThat(tokenProvider.renew(tokenProvider.current())).isEqualTo("token-2");
            assertThat(tokenProvider.current()).isEqualTo("token-2");
        }

        @Test
        void doesNotAskAgainForATokenThatWasRenewedMeanwhile() {
            TokenProvider tokenProvider = tokens();
            String old = tokenProvider.current();
            tokenProvider.renew(old);

            assertThat(tokenProvider.renew(old)).isEqualTo("token-2");
            assertThat(asked).hasSize(2);
        }

        @Test
        void showsASecretThatWasReplaced() {
            TokenProvider tokenProvider = tokens();
            String old = tokenProvider.current();
            rightSecret.set("newer");
            ourSecret.set("newer");

            assertThat(tokenProvider.renew(old)).isNotEqualTo(old);
            assertThat(asked.getLast()).contains("client_secret=newer");
        }

        @Test
        void noticesAReplacedSecretBeforeTheFirstToken() {
            ourSecret.set("wrong");
            TokenProvider tokenProvider = tokens();
            assertThatThrownBy(tokenProvider::current).isInstanceOf(TokenException.class);

            ourSecret.set("right");

            assertThat(tokenProvider.current()).isEqualTo("token-3");
        }

        @ParameterizedTest
        @CsvSource({
            "AADSTS7000215, POWERBI_CLIENT_SECRET is wrong",
            "AADSTS7000222, POWERBI_CLIENT_SECRET has expired",
            "AADSTS700016, POWERBI_CLIENT_ID is unknown",
            "AADSTS90002, POWERBI_TENANT_ID names no tenant",
            "AADSTS424242, Entra refuses the credential"
        })
        void saysWhatToDoAboutARefusal(String code, String remedy) {
            ourSecret.set("wrong");
            refusal = code + ": told by Entra";
            TokenProvider tokenProvider = tokens();

            assertThatThrownBy(tokenProvider::current)
                    .isInstanceOfSatisfying(
                            TokenException.class,
                            fault ->
                                    assertThat(fault.reason())
                                            .isEqualTo(TokenException.Reason.REFUSED))
                    .hasMessageContaining(remedy)
                    .hasMessageContaining(code);
        }

        @Test
        void tellsAnAbsentEntraFromARefusal() {
            entra.stop(0);
            TokenProvider tokenProvider = tokens();

            assertThatThrownBy(tokenProvider::current)
                    .isInstanceOfSatisfying(
                            TokenException.class,
                            fault ->
                                    assertThat(fault.reason())
                                            .isEqualTo(TokenException.Reason.UNREACHABLE))
                    .hasMessageContaining("POWERBI_AUTHORITY");
        }

        @Test
        void givesUpOnAnEntraThatIsSilent() {
            entra.removeContext("/" + TENANT + "/oauth2/v2.0/token");
            entra.createContext("/" + TENANT + "/oauth2/v2.0/token", _ -> {});
            TokenProvider tokenProvider =
                    tokens(new EntraCredential.Secret(() -> "right"), Duration.ofMillis(300));

            assertThatThrownBy(tokenProvider::current)
                    .isInstanceOfSatisfying(
                            TokenException.class,
                            fault ->
                                    assertThat(fault.reason())
                                            .isEqualTo(TokenException.Reason.UNREACHABLE));
        }

        @Test
        void tellsAnOverloadedEntraFromARefusal() {
            ourSecret.set("wrong");
            refusal = "AADSTS90033: A transient error has occurred.";
            refusalStatus = 429;
            TokenProvider tokenProvider = tokens();

            assertThatThrownBy(tokenProvider::current)
                    .isInstanceOfSatisfying(
                            TokenException.class,
                            fault ->
                                    assertThat(fault.reason())
                                            .isEqualTo(TokenException.Reason.UNREACHABLE));
        }

        @Test
        void neverShowsTheSecret() {
            assertThat(new EntraCredential.Secret(() -> "hush").toString()).doesNotContain("hush");
        }
    }

    @Nested
    class WithACertificate {
        @TempDir Path directory;

        @Test
        void signsAnAssertion() throws Exception {
            Path file = directory.resolve("app.p12");
            keytool(file);

            assertThat(tokens(new EntraCredential.Certificate(file, () -> "changeit")).current())
                    .isEqualTo("token-1");
            assertThat(asked.getFirst()).contains("client_assertion=", "jwt-bearer");
        }

        @Test
        void saysWhichFileIsWrong() throws IOException {
            Path file = Files.writeString(directory.resolve("app.p12"), "no certificate");
            TokenProvider tokenProvider =
                    tokens(new EntraCredential.Certificate(file, () -> "changeit"));

            assertThatThrownBy(tokenProvider::current)
                    .isInstanceOf(TokenException.class)
                    .hasMessageContaining(file.toString());
        }

        private static void keytool(Path file) throws IOException, InterruptedException {
            Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
            Process process =
                    new ProcessBuilder(
                                    (keytool
                                                    + " -genkeypair -alias app -keyalg RSA -dname CN=quill"
                                                    + " -storetype PKCS12 -storepass changeit -keystore "
                                                    + file)
                                            .split(" "))
                            .redirectErrorStream(true)
                            .start();
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void asksTheMachineForAManagedIdentity() {
        List<String> urls = new CopyOnWriteArrayList<>();
        TokenProvider tokenProvider =
                new EntraTokenProvider(
                        URI.create("https://login.microsoftonline.com"),
                        TENANT,
                        "client",
                        new EntraCredential.ManagedIdentity(Optional.of("my-identity")),
                        request -> {
                            urls.add(request.url().toString());
                            return new HttpResponse()
                                    .statusCode(200)
                                    .body(
                                            "{\"access_token\":\"managed\",\"expires_on\":\"4102444800\",\"resource\":\"r\",\"token_type\":\"Bearer\",\"client_id\":\"c\"}");
                        },
                        PATIENCE);

        assertThat(tokenProvider.current()).isEqualTo("managed");
        assertThat(urls.getLast())
                .contains("169.254.169.254", "my-identity", "analysis.windows.net");
    }

    @Test
    void anAuthorityIsNotReachedWithoutEncryptionFromAfar() {
        assertThatThrownBy(
                        () ->
                                EntraTokenProvider.of(
                                        "http://login.example.com",
                                        TENANT,
                                        "client",
                                        new EntraCredential.Secret(() -> "s"),
                                        PATIENCE))
                .hasMessageContaining("POWERBI_AUTHORITY");
    }

    private TokenProvider tokens() {
        return tokens(new EntraCredential.Secret(ourSecret::get));
    }

    private TokenProvider tokens(EntraCredential entraCredential) {
        return tokens(entraCredential, PATIENCE);
    }

    private TokenProvider tokens(EntraCredential entraCredential, Duration patience) {
        return EntraTokenProvider.of(
                "http://127.0.0.1:" + entra.getAddress().getPort(),
                TENANT,
                "client",
                entraCredential,
                patience);
    }

    private void token(HttpExchange exchange) throws IOException {
        String form =
                URLDecoder.decode(
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                        StandardCharsets.UTF_8);
        asked.add(form);
        boolean genuine =
                form.contains("client_assertion=")
                        || form.contains("client_secret=" + rightSecret.get());
        byte[] body =
                (genuine
                                ? "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\"token-"
                                        + asked.size()
                                        + "\"}"
                                : "{\"error\":\"invalid_client\",\"error_description\":\""
                                        + refusal
                                        + "\",\"error_codes\":[1]}")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(genuine ? 200 : refusalStatus, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
