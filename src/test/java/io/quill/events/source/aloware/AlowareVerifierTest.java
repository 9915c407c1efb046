package io.quill.events.source.aloware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Direction;
import io.quill.events.Envelope;
import io.quill.events.source.WebhookVerdict;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

class AlowareVerifierTest {
    private static final String TOKEN = "t0ken-of-ours";
    private static final String PREVIOUS = "t0ken-before";
    private static final WebhookVerdict GENUINE = new WebhookVerdict.Genuine();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer t0ken-of-ours",
                "bearer t0ken-of-ours",
                "BEARER   t0ken-of-ours",
                " Bearer t0ken-of-ours ",
                "Bearer t0ken-before"
            })
    void opensForAnyOfTheTokens(String authorization) {
        assertThat(verify(authorization)).isEqualTo(GENUINE);
    }

    @Test
    void opensForAPasswordWhoeverTheUserIs() {
        for (String user : List.of("", "quill", "a user", "é")) {
            assertThat(verify("Basic " + base64(user + ":" + TOKEN))).isEqualTo(GENUINE);
            assertThat(verify("bAsIc " + base64(user + ":" + TOKEN))).isEqualTo(GENUINE);
        }
    }

    @Test
    void opensForAPasswordWithoutPadding() {
        String unpadded = base64("ab:" + TOKEN).replace("=", "");

        assertThat(verify("Basic " + unpadded)).isEqualTo(GENUINE);
    }

    @Test
    void takesAllBehindTheFirstColonForThePassword() {
        AlowareWebhookSettings settings =
                new AlowareWebhookSettings(List.of("with:colons:in"), Set.of(Direction.OUTBOUND));
        Map<String, String> headers =
                Map.of("Authorization", "Basic " + base64("u:with:colons:in"));

        assertThat(new Aloware(settings).verify(envelope(headers))).isEqualTo(GENUINE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer t0ken-of-our",
                "Bearer t0ken-of-ourss",
                "Bearer T0KEN-OF-OURS",
                "Bearer é",
                "Bearer t0ken-of-ours,t0ken-before"
            })
    void staysShutForAnotherToken(String authorization) {
        assertThat(verify(authorization)).isEqualTo(new WebhookVerdict.Refused("unknown-token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer",
                "Bearer ",
                "t0ken-of-ours",
                "Token t0ken-of-ours",
                "Bearer\tt0ken-of-ours",
                "Basic ???",
                "Basic dDBrZW4tb2Ytb3Vycw=="
            })
    void staysShutForWhatIsNoCredential(String authorization) {
        assertThat(verify(authorization))
                .isEqualTo(new WebhookVerdict.Refused("unreadable-credential"));
    }

    @Test
    void staysShutForNone() {
        assertThat(aloware(List.of(TOKEN)).verify(envelope(Map.of())))
                .isEqualTo(new WebhookVerdict.Refused("no-credential"));
    }

    @Test
    void staysShutForAUserOfTheTokensName() {
        assertThat(verify("Basic " + base64(TOKEN + ":")))
                .isEqualTo(new WebhookVerdict.Refused("unknown-token"));
    }

    @Test
    void staysShutWhenNoTokenIsConfigured() {
        assertThat(aloware(List.of()).verify(envelope(Map.of("Authorization", "Bearer "))))
                .isEqualTo(new WebhookVerdict.Refused("no-token-configured"));
    }

    @Nested
    class Settings {
        @Test
        void showNoToken() {
            assertThat(
                            new AlowareWebhookSettings(List.of(TOKEN), Set.of(Direction.OUTBOUND))
                                    .toString())
                    .isEqualTo("AlowareSettings[1 tokens, [OUTBOUND]]");
        }

        @Test
        void refuseAShortToken() {
            assertThatThrownBy(() -> aloware(List.of(TOKEN, "1234567")))
                    .hasMessageContaining("ALOWARE_WEBHOOK_TOKEN")
                    .hasMessageNotContaining("1234567");
        }

        @Test
        void refuseADirectionThatIsNone() {
            assertThatThrownBy(() -> new AlowareWebhookSettings(List.of(TOKEN), Set.of()))
                    .hasMessageContaining("COUNT_DIRECTIONS");
        }
    }

    private static WebhookVerdict verify(String authorization) {
        return aloware(List.of(TOKEN, PREVIOUS))
                .verify(envelope(Map.of("Authorization", authorization)));
    }

    private static Aloware aloware(List<String> tokens) {
        return new Aloware(new AlowareWebhookSettings(tokens, Set.of(Direction.OUTBOUND)));
    }

    private static Envelope envelope(Map<String, String> headers) {
        return new Envelope("e-1", Instant.EPOCH, "POST", "/webhook/aloware", headers, new byte[0]);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
