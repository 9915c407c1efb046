package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;

import io.quill.sandbox.SandboxClient.Heard;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.entra.RegisteredApp;
import io.quill.sandbox.entra.TokenValidity;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

class EntraTest {
    private final ManualClock clock = new ManualClock();
    private final Sandbox sandbox = Sandbox.start(0, clock);
    private final SandboxClient sandboxClient = new SandboxClient(sandbox);

    @AfterEach
    void close() {
        sandboxClient.close();
        sandbox.close();
    }

    @Nested
    class AClientWithItsSecret {
        /**
         * "always appends openid profile offline_access: look for .../.default, ignore the rest".
         */
        @Test
        void getsATokenForTheScopeAmongOthers() {
            Heard heard = sandboxClient.ask("client_secret=" + Sandbox.CLIENT_SECRET);

            assertThat(heard.status()).isEqualTo(200);
            assertThat(heard.json().path("token_type").asText()).isEqualTo("Bearer");
            assertThat(heard.json().path("expires_in").asLong()).isEqualTo(3599);
            assertThat(heard.json().path("ext_expires_in").asLong()).isEqualTo(3599);
            assertThat(standing(heard)).isEqualTo(new TokenValidity.Good(Sandbox.CLIENT_ID));
        }

        @Test
        void losesItWhenItsTimeIsOver() {
            Heard heard = sandboxClient.ask("client_secret=" + Sandbox.CLIENT_SECRET);

            clock.pass(Duration.ofSeconds(3598));
            assertThat(standing(heard)).isInstanceOf(TokenValidity.Good.class);
            clock.pass(Duration.ofSeconds(1));
            assertThat(standing(heard)).isEqualTo(new TokenValidity.Stale());
        }

        @Test
        void losesItWhenItIsRevoked() {
            Heard heard = sandboxClient.ask("client_secret=" + Sandbox.CLIENT_SECRET);

            sandboxClient.control("POST", "/entra/revoke", "");

            assertThat(standing(heard)).isEqualTo(new TokenValidity.Stale());
        }

        @Test
        void isRefusedOnceTheSecretHasExpired() {
            sandboxClient.control("PATCH", "/entra", "{\"secretsExpired\":true}");

            Heard heard = sandboxClient.ask("client_secret=" + Sandbox.CLIENT_SECRET);

            assertThat(heard.json().path("error_codes").path(0).asInt()).isEqualTo(7000222);
        }
    }

    /** "{error, error_description: AADSTS…, error_codes, timestamp, trace_id, correlation_id}". */
    @ParameterizedTest
    @CsvSource({
        "client_secret=wrong, 401, invalid_client, 7000215",
        "client_info=1, 401, invalid_client, 7000218",
    })
    void refusesABadCredentialInTheDocumentedShape(
            String credential, int status, String error, int code) {
        Heard heard = sandboxClient.ask(credential);

        assertThat(heard.status()).isEqualTo(status);
        assertThat(heard.json().path("error").asText()).isEqualTo(error);
        assertThat(heard.json().path("error_codes").path(0).asInt()).isEqualTo(code);
        assertThat(heard.json().path("error_description").asText()).startsWith("AADSTS" + code);
        assertThat(heard.json().has("timestamp")).isTrue();
        assertThat(heard.json().has("trace_id")).isTrue();
        assertThat(heard.json().has("correlation_id")).isTrue();
    }

    /** "Wrong scope AADSTS70011"; the other numbers are from memory. */
    @ParameterizedTest
    @CsvSource({
        "tenant, client, grant_type=client_credentials&scope=openid, 70011",
        "tenant, client, grant_type=password&scope=openid, 70003",
        "tenant, client, scope=openid, 900144",
        "nobody, client, good, 90002",
        "tenant, nobody, good, 700016",
    })
    void refusesARequestThatAsksForSomethingElse(
            String tenant, String client, String form, int code) {
        sandbox.tokens().register(new RegisteredApp("tenant", "client", "secret"));
        String good =
                "grant_type=client_credentials"
                        + "&scope=https%3A%2F%2Fanalysis.windows.net%2Fpowerbi%2Fapi%2F.default";

        Heard heard =
                sandboxClient.send(
                        sandbox.entra(),
                        "POST",
                        "/" + tenant + "/oauth2/v2.0/token",
                        (form.equals("good") ? good : form) + "&client_id=" + client);

        assertThat(heard.status()).isEqualTo(400);
        assertThat(heard.json().path("error_codes").path(0).asInt()).isEqualTo(code);
    }

    /** "client_assertion_type=urn:…:jwt-bearer & client_assertion; aud=token endpoint, 10 min". */
    @Test
    void takesAnAssertionThatSpeaksForTheClient() {
        String claims =
                ("{\"iss\":\"%1$s\",\"sub\":\"%1$s\",\"exp\":%2$d,"
                                + "\"aud\":\"https://h/t/oauth2/v2.0/token\"}")
                        .formatted(Sandbox.CLIENT_ID, clock.instant().getEpochSecond() + 600);
        String type = "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3A";
        String assertion =
                "e30."
                        + Base64.getUrlEncoder()
                                .encodeToString(
                                        claims.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        + ".e30";

        Heard good =
                sandboxClient.ask(
                        type + "client-assertion-type%3Ajwt-bearer&client_assertion=" + assertion);
        clock.pass(Duration.ofMinutes(11));
        Heard late =
                sandboxClient.ask(
                        type + "client-assertion-type%3Ajwt-bearer&client_assertion=" + assertion);

        assertThat(good.status()).isEqualTo(200);
        assertThat(late.json().path("error_codes").path(0).asInt()).isEqualTo(50027);
    }

    @Test
    void tellsWhereItsTokenEndpointIs() {
        Heard heard =
                sandboxClient.send(
                        sandbox.entra(),
                        "GET",
                        "/" + Sandbox.TENANT + "/v2.0/.well-known/openid-configuration",
                        "");

        assertThat(heard.json().path("token_endpoint").asText())
                .endsWith("/" + Sandbox.TENANT + "/oauth2/v2.0/token");
    }

    /** "tenant_discovery_endpoint, metadata […]; aliases must contain the bare host". */
    @Test
    void namesItselfToACallerWhoDiscoversInstances() {
        Heard heard =
                sandboxClient.send(
                        sandbox.entra(), "GET", "/common/discovery/instance?api-version=1.1", "");

        var one = heard.json().at("/metadata/0");
        assertThat(heard.json().path("tenant_discovery_endpoint").asText())
                .endsWith("/common/v2.0/.well-known/openid-configuration");
        assertThat(one.path("preferred_network").asText()).isEqualTo("127.0.0.1");
        assertThat(one.path("preferred_cache").asText()).isEqualTo("127.0.0.1");
        assertThat(one.path("aliases").path(0).asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void isAwayWhenToldTo() {
        sandbox.arm(InjectedFault.status(503).on("entra", "token", ""));

        assertThat(sandboxClient.ask("client_secret=" + Sandbox.CLIENT_SECRET).status())
                .isEqualTo(503);
        assertThat(sandboxClient.ask("client_secret=" + Sandbox.CLIENT_SECRET).status())
                .isEqualTo(200);
    }

    @Nested
    class TheRealLibrary {
        @Test
        void getsATokenAndKeepsIt() throws Exception {
            ConfidentialClientApplication msal = msal(Sandbox.CLIENT_SECRET);

            String first = token(msal).accessToken();
            String second = token(msal).accessToken();

            assertThat(sandbox.tokens().standing(first))
                    .isEqualTo(new TokenValidity.Good(Sandbox.CLIENT_ID));
            assertThat(second).isEqualTo(first);
            assertThat(sandbox.journal().counters()).containsEntry("entra.token.200", 1L);
        }

        /** "token usable only if expires_on > now+300 s", so one of 300 s is never cached. */
        @Test
        void asksAgainForATokenOfFiveMinutes() throws Exception {
            sandbox.tokens().lifetime(Duration.ofMinutes(5));
            ConfidentialClientApplication msal = msal(Sandbox.CLIENT_SECRET);

            token(msal);
            token(msal);

            assertThat(sandbox.journal().counters()).containsEntry("entra.token.200", 2L);
        }

        /** "expires_in may be number or string", and the scope comes with openid and more. */
        @ParameterizedTest
        @CsvSource({"NUMBER, 1", "TEXT, 1", "ABSENT, 2"})
        void keepsATokenWhoseLifeItIsTold(String form, long asked) throws Exception {
            sandboxClient.control("PATCH", "/entra", "{\"expiresIn\":\"" + form + "\"}");
            ConfidentialClientApplication msal = msal(Sandbox.CLIENT_SECRET);

            token(msal);
            token(msal);

            assertThat(sandbox.journal().counters()).containsEntry("entra.token.200", asked);
        }

        @Test
        void readsTheRefusal() throws Exception {
            ConfidentialClientApplication msal = msal("wrong");

            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> token(msal)).getCause())
                    .isInstanceOf(com.microsoft.aad.msal4j.MsalServiceException.class)
                    .hasMessageContaining("AADSTS7000215")
                    .extracting("errorCode")
                    .isEqualTo("invalid_client");
        }

        private IAuthenticationResult token(ConfidentialClientApplication msal) throws Exception {
            Set<String> scope = Set.of("https://analysis.windows.net/powerbi/api/.default");
            return msal.acquireToken(ClientCredentialParameters.builder(scope).build())
                    .get(10, TimeUnit.SECONDS);
        }

        private ConfidentialClientApplication msal(String secret) throws Exception {
            return ConfidentialClientApplication.builder(
                            Sandbox.CLIENT_ID, ClientCredentialFactory.createFromSecret(secret))
                    .authority("https://login.microsoftonline.com/" + Sandbox.TENANT + "/")
                    .instanceDiscovery(false)
                    .httpClient(new Rewritten())
                    .build();
        }
    }

    /** msal4j takes no http authority; what it sends to the real host goes to the sandbox. */
    private final class Rewritten implements IHttpClient {
        @Override
        public IHttpResponse send(HttpRequest request) {
            String path = URI.create(request.url().toString()).getRawPath();
            String[] headers =
                    request.headers().entrySet().stream()
                            .flatMap(
                                    each ->
                                            java.util.stream.Stream.of(
                                                    each.getKey(), each.getValue()))
                            .toArray(String[]::new);
            Heard heard =
                    sandboxClient.send(sandbox.entra(), "POST", path, request.body(), headers);
            HttpResponse response = new HttpResponse();
            response.statusCode(heard.status());
            response.body(heard.text());
            response.addHeaders(Map.of("Content-Type", java.util.List.of("application/json")));
            return response;
        }
    }

    private TokenValidity standing(Heard heard) {
        return sandbox.tokens().standing(heard.json().path("access_token").asText());
    }
}
