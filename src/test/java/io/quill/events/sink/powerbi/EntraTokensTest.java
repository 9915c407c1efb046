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
class EntraTokensTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";

    private final HttpServer entra;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> rightSecret = new AtomicReference<>("right");
    private final AtomicReference<String> ourSecret = new AtomicReference<>("right");
    private int refusalStatus = 401;
    private String refusal = "AADSTS7000215: Invalid client secret provided.";

    EntraTokensTest() throws IOException {
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
            Tokens tokens = tokens();

            assertThat(tokens.current()).isEqualTo("token-1");
            assertThat(tokens.current()).isEqualTo("token-1");
            assertThat(asked).hasSize(1);
            assertThat(asked.getFirst())
                    .contains(
                            "grant_type=client_credentials",
                            "https://analysis.windows.net/powerbi/api/.default");
        }

        @Test
        void asksAnewWhenTheTokenWasRefused() {
            Tokens tokens = tokens();

            assertThat(tokens.renewed(tokens.current())).isEqualTo("token-2");
            assertThat(tokens.current()).isEqualTo("token-2");
        }

        @Test
        void doesNotAskAgainForATokenThatWasRenewedMeanwhile() {
            Tokens tokens = tokens();
            String old = tokens.current();
            tokens.renewed(old);

            assertThat(tokens.renewed(old)).isEqualTo("token-2");
            assertThat(asked).hasSize(2);
        }

        @Test
        void showsASecretThatWasReplaced() {
            Tokens tokens = tokens();
            String old = tokens.current();
            rightSecret.set("newer");
            ourSecret.set("newer");

            assertThat(tokens.renewed(old)).isNotEqualTo(old);
            assertThat(asked.getLast()).contains("client_secret=newer");
        }

        @Test
        void noticesAReplacedSecretBeforeTheFirstToken() {
            ourSecret.set("wrong");
            Tokens tokens = tokens();
            assertThatThrownBy(tokens::current).isInstanceOf(TokenFault.class);

            ourSecret.set("right");

            assertThat(tokens.current()).isEqualTo("token-3");
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
            Tokens tokens = tokens();

            assertThatThrownBy(tokens::current)
                    .isInstanceOfSatisfying(
                            TokenFault.class,
                            fault ->
                                    assertThat(fault.reason()).isEqualTo(TokenFault.Reason.REFUSED))
                    .hasMessageContaining(remedy)
                    .hasMessageContaining(code);
        }

        @Test
        void tellsAnAbsentEntraFromARefusal() {
            entra.stop(0);
            Tokens tokens = tokens();

            assertThatThrownBy(tokens::current)
                    .isInstanceOfSatisfying(
                            TokenFault.class,
                            fault ->
                                    assertThat(fault.reason())
                                            .isEqualTo(TokenFault.Reason.UNREACHABLE))
                    .hasMessageContaining("POWERBI_AUTHORITY");
        }

        @Test
        void givesUpOnAnEntraThatIsSilent() {
            entra.removeContext("/" + TENANT + "/oauth2/v2.0/token");
            entra.createContext("/" + TENANT + "/oauth2/v2.0/token", _ -> {});
            Tokens tokens = tokens(new Credential.Secret(() -> "right"), Duration.ofMillis(300));

            assertThatThrownBy(tokens::current)
                    .isInstanceOfSatisfying(
                            TokenFault.class,
                            fault ->
                                    assertThat(fault.reason())
                                            .isEqualTo(TokenFault.Reason.UNREACHABLE));
        }

        @Test
        void tellsAnOverloadedEntraFromARefusal() {
            ourSecret.set("wrong");
            refusal = "AADSTS90033: A transient error has occurred.";
            refusalStatus = 429;
            Tokens tokens = tokens();

            assertThatThrownBy(tokens::current)
                    .isInstanceOfSatisfying(
                            TokenFault.class,
                            fault ->
                                    assertThat(fault.reason())
                                            .isEqualTo(TokenFault.Reason.UNREACHABLE));
        }

        @Test
        void neverShowsTheSecret() {
            assertThat(new Credential.Secret(() -> "hush").toString()).doesNotContain("hush");
        }
    }

    @Nested
    class WithACertificate {
        @TempDir Path directory;

        @Test
        void signsAnAssertion() throws Exception {
            Path file = directory.resolve("app.p12");
            keytool(file);

            assertThat(tokens(new Credential.Certificate(file, () -> "changeit")).current())
                    .isEqualTo("token-1");
            assertThat(asked.getFirst()).contains("client_assertion=", "jwt-bearer");
        }

        @Test
        void saysWhichFileIsWrong() throws IOException {
            Path file = Files.writeString(directory.resolve("app.p12"), "no certificate");
            Tokens tokens = tokens(new Credential.Certificate(file, () -> "changeit"));

            assertThatThrownBy(tokens::current)
                    .isInstanceOf(TokenFault.class)
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
        Tokens tokens =
                new EntraTokens(
                        URI.create("https://login.microsoftonline.com"),
                        TENANT,
                        "client",
                        new Credential.ManagedIdentity(Optional.of("my-identity")),
                        request -> {
                            urls.add(request.url().toString());
                            return new HttpResponse()
                                    .statusCode(200)
                                    .body(
                                            "{\"access_token\":\"managed\",\"expires_on\":\"4102444800\",\"resource\":\"r\",\"token_type\":\"Bearer\",\"client_id\":\"c\"}");
                        },
                        PATIENCE);

        assertThat(tokens.current()).isEqualTo("managed");
        assertThat(urls.getLast())
                .contains("169.254.169.254", "my-identity", "analysis.windows.net");
    }

    @Test
    void anAuthorityIsNotReachedWithoutEncryptionFromAfar() {
        assertThatThrownBy(
                        () ->
                                EntraTokens.of(
                                        "http://login.example.com",
                                        TENANT,
                                        "client",
                                        new Credential.Secret(() -> "s"),
                                        PATIENCE))
                .hasMessageContaining("POWERBI_AUTHORITY");
    }

    private Tokens tokens() {
        return tokens(new Credential.Secret(ourSecret::get));
    }

    private Tokens tokens(Credential credential) {
        return tokens(credential, PATIENCE);
    }

    private Tokens tokens(Credential credential, Duration patience) {
        return EntraTokens.of(
                "http://127.0.0.1:" + entra.getAddress().getPort(),
                TENANT,
                "client",
                credential,
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
