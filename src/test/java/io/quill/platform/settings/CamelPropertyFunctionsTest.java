package io.quill.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

class CamelPropertyFunctionsTest {
    private HttpServer vault;
    private volatile String kept = "first-token";

    @BeforeEach
    void startAVault() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        vault = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        vault.createContext(
                "/",
                exchange -> {
                    byte[] answer =
                            ("{\"Name\":\"aloware\",\"SecretString\":\"" + kept + "\"}")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        vault.start();
    }

    @AfterEach
    void stopTheVault() {
        vault.stop(0);
    }

    private CamelPropertyFunctions functions() {
        return new CamelPropertyFunctions(
                Map.of(
                        "camel.vault.aws.accessKey", "key",
                        "camel.vault.aws.secretKey", "secret",
                        "camel.vault.aws.region", "us-east-1",
                        "camel.vault.aws.overrideEndpoint", "true",
                        "camel.vault.aws.uriEndpointOverride",
                                "http://127.0.0.1:" + vault.getAddress().getPort(),
                        "camel.main.name", "quill"));
    }

    @Test
    void readsAVaultAtTheStartAndAgain() {
        try (CamelPropertyFunctions functions = functions()) {
            SettingSources settingSources =
                    SettingSources.of(
                            Map.of("ALOWARE_WEBHOOK_TOKEN", "{{aws:aloware}}"),
                            TestSettings.NOWHERE);
            SettingsResult settingsResult = Settings.read(settingSources, functions);
            assertThat(TestSettings.faults(settingsResult)).isEmpty();
            Secret token =
                    ((SettingsResult.Usable) settingsResult)
                            .settings()
                            .aloware()
                            .webhookToken()
                            .get();
            assertThat(token.value()).isEqualTo("first-token");

            kept = "second-token";

            assertThat(token.refresh()).isTrue();
            assertThat(token.value()).isEqualTo("second-token");
        }
    }

    @Test
    void readsTheEnvironmentInsideAText() {
        try (CamelPropertyFunctions functions = functions()) {
            assertThat(functions.resolve("<{{env:PATH}}>"))
                    .isEqualTo("<" + System.getenv("PATH") + ">");
            assertThat(functions.resolve("{{env:QUILL_NO_SUCH_VARIABLE:spare}}"))
                    .isEqualTo("spare");
            assertThat(functions.resolve("{{env:QUILL_NO_SUCH_VARIABLE:{{aws:aloware}}}}"))
                    .isEqualTo("first-token");
        }
    }

    @Test
    void throwsWhenNobodyAnswers() {
        try (CamelPropertyFunctions functions = functions()) {
            assertThatThrownBy(() -> functions.resolve("{{env:QUILL_NO_SUCH_VARIABLE}}"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** All that it takes to ask is there: what follows the name is no part of the address. */
    @Test
    void asksAVaultOfAzure() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Map<String, String> settings =
                Map.of(
                        "camel.vault.azure.vaultName", "127.0.0.1:" + port + "/?",
                        "camel.vault.azure.tenantId", "b9a3d1c2-0000-4000-8000-000000000000",
                        "camel.vault.azure.clientId", "client",
                        "camel.vault.azure.clientSecret", "secret");
        try (CamelPropertyFunctions functions = new CamelPropertyFunctions(settings)) {
            assertThatThrownBy(() -> functions.resolve("{{azure:token}}"))
                    .hasStackTraceContaining("ConnectException");
        }
    }

    @Test
    void knowsTheVaultOfAzure() {
        try (CamelPropertyFunctions functions = functions()) {
            assertThatThrownBy(() -> functions.resolve("{{azure:token}}"))
                    .hasStackTraceContaining("Azure");
        }
    }
}
