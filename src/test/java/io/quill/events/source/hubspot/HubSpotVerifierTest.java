package io.quill.events.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Envelope;
import io.quill.events.source.WebhookVerdict;
import io.quill.platform.settings.SignatureVersion;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

class HubSpotVerifierTest {
    private static final String SECRET = "11111111-2222-3333-4444-555555555555";
    private static final URI PUBLIC_URL = URI.create("https://quill.example.com/");
    private static final String PATH = "/webhook/hubspot";
    private static final String URL = "https://quill.example.com/webhook/hubspot";
    private static final long NOW = 1_789_420_991_123L;
    private static final String TIMESTAMP = Long.toString(NOW);
    private static final byte[] BODY = "[{\"objectId\":1,\"note\":\"Zürich 📞\"}]".getBytes(UTF_8);
    private static final Set<SignatureVersion> ALL = Set.of(SignatureVersion.values());

    @Nested
    class ThirdVersion {
        @Test
        void acceptsWhatIsSigned() {
            assertThat(v3(signed(TIMESTAMP))).isEqualTo(new WebhookVerdict.Genuine());
        }

        @Test
        void hashesBytesThatAreNoText() {
            byte[] body = {(byte) 0xFF, 0, (byte) 0xC0, '[', ']'};
            String signature = HubSpotSignature.v3(SECRET, "POST", URL, body, TIMESTAMP);

            assertThat(verify(ALL, headersOfV3(signature, TIMESTAMP), body))
                    .isEqualTo(new WebhookVerdict.Genuine());
        }

        @ParameterizedTest
        @CsvSource({"-300000,true", "300000,true", "-300001,false", "300001,false"})
        void keepsAWindowOfFiveMinutesBothWays(long skew, boolean accepted) {
            String timestamp = Long.toString(NOW + skew);

            assertThat(v3(headersOfV3(signed(timestamp), timestamp)))
                    .isEqualTo(
                            accepted
                                    ? new WebhookVerdict.Genuine()
                                    : new WebhookVerdict.Refused("timestamp-outside-window"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "NaN",
                    "178942099112",
                    "17894209911230",
                    " 1789420991123",
                    "-789420991123",
                    "+789420991123",
                    "1789420991.12",
                    "0x19FA8A3B2C1",
                    "١٧٨٩٤٢٠٩٩١١٢٣",
                    "99999999999999999999999"
                })
        void refusesATimestampThatIsNotThirteenDigits(String timestamp) {
            assertThat(v3(headersOfV3(signed(timestamp), timestamp)))
                    .isEqualTo(new WebhookVerdict.Refused("malformed-timestamp"));
        }

        @Test
        void refusesASignatureWithoutItsTimestamp() {
            assertThat(v3(Map.of("X-HubSpot-Signature-v3", signed(TIMESTAMP))))
                    .isEqualTo(new WebhookVerdict.Refused("malformed-timestamp"));
        }

        @Test
        void acceptsTheSignatureInItsOneSpellingOnly() {
            String signature = signed(TIMESTAMP);
            for (String other :
                    List.of(
                            "",
                            " ",
                            signature + " ",
                            signature.substring(0, 43),
                            signature + "=",
                            signature.toLowerCase(Locale.ROOT) + "x",
                            signature + signature,
                            "é" + signature.substring(1))) {
                assertThat(v3(headersOfV3(other, TIMESTAMP)))
                        .isEqualTo(new WebhookVerdict.Refused("wrong-signature"));
            }
        }

        @Test
        void acceptsAnyOfTheSecretsAndNoOther() {
            for (List<String> secrets : List.of(List.of("new", SECRET), List.of(SECRET, "old"))) {
                assertThat(verify(secrets, PUBLIC_URL, headersOfV3(signed(TIMESTAMP), TIMESTAMP)))
                        .isEqualTo(new WebhookVerdict.Genuine());
            }
            assertThat(verify(List.of("new", "old"), PUBLIC_URL, v3Headers()))
                    .isEqualTo(new WebhookVerdict.Refused("wrong-signature"));
        }

        @Test
        void refusesEverythingWithoutASecret() {
            assertThat(verify(List.of(), PUBLIC_URL, v3Headers()))
                    .isEqualTo(new WebhookVerdict.Refused("no-secret-configured"));
        }

        @Test
        void refusesEverythingWithoutAPublicUrl() {
            assertThat(verify(List.of(SECRET), null, v3Headers()))
                    .isEqualTo(new WebhookVerdict.Refused("no-public-url-configured"));
        }

        @Test
        void believesNoHostThatADeliveryClaims() {
            String signature =
                    HubSpotSignature.v3(SECRET, "POST", "https://evil.example/x", BODY, TIMESTAMP);
            Map<String, String> headers =
                    Map.of(
                            "Host", "evil.example",
                            "X-Forwarded-Host", "evil.example",
                            "X-Forwarded-Proto", "https",
                            "X-HubSpot-Signature-v3", signature,
                            "X-HubSpot-Request-Timestamp", TIMESTAMP);

            assertThat(v3(headers)).isEqualTo(new WebhookVerdict.Refused("wrong-signature"));
        }
    }

    @Nested
    class OlderVersions {
        private final Map<String, String> v1 =
                Map.of(
                        "X-HubSpot-Signature",
                        HubSpotSignature.v1(SECRET, BODY),
                        "X-HubSpot-Signature-Version",
                        "v1");
        private final Map<String, String> v2 =
                Map.of(
                        "X-HubSpot-Signature",
                        HubSpotSignature.v2(SECRET, "POST", URL, BODY),
                        "X-HubSpot-Signature-Version",
                        "v2");

        @Test
        void areAcceptedWhereTheyAreAllowed() {
            assertThat(verify(ALL, v1, BODY)).isEqualTo(new WebhookVerdict.Genuine());
            assertThat(verify(ALL, v2, BODY)).isEqualTo(new WebhookVerdict.Genuine());
        }

        @Test
        void areRefusedWhereTheyAreNot() {
            WebhookVerdict refused = new WebhookVerdict.Refused("version-not-allowed");

            assertThat(v3(v1)).isEqualTo(refused);
            assertThat(v3(v2)).isEqualTo(refused);
            assertThat(verify(Set.of(SignatureVersion.V1), v2, BODY)).isEqualTo(refused);
            assertThat(verify(Set.of(SignatureVersion.V2), v1, BODY)).isEqualTo(refused);
        }

        @Test
        void doNotRescueABadThirdVersion() {
            Map<String, String> both = new HashMap<>(v1);
            both.putAll(headersOfV3("A".repeat(43) + "=", TIMESTAMP));

            assertThat(verify(ALL, both, BODY))
                    .isEqualTo(new WebhookVerdict.Refused("wrong-signature"));
        }

        @Test
        void decideAloneWhereTheThirdIsNotAllowed() {
            Map<String, String> both = new HashMap<>(v1);
            both.putAll(headersOfV3("A".repeat(43) + "=", TIMESTAMP));

            assertThat(verify(Set.of(SignatureVersion.V1), both, BODY))
                    .isEqualTo(new WebhookVerdict.Genuine());
        }

        @Test
        void meanTheFirstWhenTheyDoNotSay() {
            assertThat(
                            verify(
                                    ALL,
                                    Map.of(
                                            "X-HubSpot-Signature",
                                            HubSpotSignature.v1(SECRET, BODY)),
                                    BODY))
                    .isEqualTo(new WebhookVerdict.Genuine());
        }

        @Test
        void areRefusedWhenUnheardOf() {
            assertThat(
                            verify(
                                    ALL,
                                    Map.of(
                                            "X-HubSpot-Signature",
                                            HubSpotSignature.v1(SECRET, BODY),
                                            "X-HubSpot-Signature-Version",
                                            "v4"),
                                    BODY))
                    .isEqualTo(new WebhookVerdict.Refused("version-not-allowed"));
        }
    }

    @Test
    void refusesADeliveryWithoutASignature() {
        assertThat(v3(Map.of())).isEqualTo(new WebhookVerdict.Refused("no-signature"));
    }

    private static String signed(String timestamp) {
        return HubSpotSignature.v3(SECRET, "POST", URL, BODY, timestamp);
    }

    private static Map<String, String> v3Headers() {
        return headersOfV3(signed(TIMESTAMP), TIMESTAMP);
    }

    private static Map<String, String> headersOfV3(String signature, String timestamp) {
        return Map.of(
                "X-HubSpot-Signature-v3", signature, "X-HubSpot-Request-Timestamp", timestamp);
    }

    private static WebhookVerdict v3(String signature) {
        return v3(headersOfV3(signature, TIMESTAMP));
    }

    private static WebhookVerdict v3(Map<String, String> headers) {
        return verify(Set.of(SignatureVersion.V3), headers, BODY);
    }

    private static WebhookVerdict verify(
            Set<SignatureVersion> versions, Map<String, String> headers, byte[] body) {
        HubSpotWebhookSettings settings =
                new HubSpotWebhookSettings(List.of(SECRET), versions, PUBLIC_URL);
        return new HubSpot(settings).verify(envelope(headers, body));
    }

    private static WebhookVerdict verify(
            List<String> secrets, @Nullable URI publicUrl, Map<String, String> headers) {
        HubSpotWebhookSettings settings = new HubSpotWebhookSettings(secrets, ALL, publicUrl);
        return new HubSpot(settings).verify(envelope(headers, BODY));
    }

    private static Envelope envelope(Map<String, String> headers, byte[] body) {
        return new Envelope("e-1", Instant.ofEpochMilli(NOW), "POST", PATH, headers, body);
    }
}
