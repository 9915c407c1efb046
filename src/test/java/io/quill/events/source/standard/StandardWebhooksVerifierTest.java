package io.quill.events.source.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Envelope;
import io.quill.events.source.WebhookVerdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class StandardWebhooksVerifierTest {
    private static final byte[] SECRET = "0123456789abcdef01234567".getBytes(UTF_8);
    private static final String WHSEC = "whsec_" + Base64.getEncoder().encodeToString(SECRET);
    private static final long NOW = 1_789_420_991L;
    private static final String TIMESTAMP = Long.toString(NOW);
    private static final byte[] BODY = "{\"goal\":\"fünfzig\"}".getBytes(UTF_8);
    private static final WebhookVerdict GENUINE = new WebhookVerdict.Genuine();
    private static final WebhookVerdict WRONG = new WebhookVerdict.Refused("wrong-signature");

    @Nested
    class SignatureList {
        private final String good = signature("m1", TIMESTAMP);

        @Test
        void mayHoldOthersBesideTheGoodOne() {
            for (String list :
                    List.of(
                            "v1," + good,
                            "v1,AAAA v1," + good,
                            "v1a,AAAA v9,x v1," + good + " v1,",
                            "  v1," + good + "  ",
                            "v1,AAAA  v1," + good)) {
                assertThat(verify(list)).isEqualTo(GENUINE);
            }
        }

        @Test
        void isRefusedWhenNoneOfItFits() {
            for (String list :
                    List.of(
                            "",
                            " ",
                            ",",
                            "v1",
                            "v1,",
                            good,
                            "V1," + good,
                            "v2," + good,
                            "v1a," + good,
                            "v1 ," + good,
                            "v1," + good.substring(0, 43),
                            "v1," + good + "=",
                            "v1,v1," + good,
                            "v1,é" + good)) {
                assertThat(verify(list)).as(list).isEqualTo(WRONG);
            }
        }

        @Test
        void isRefusedWhenItIsEndless() {
            assertThat(verify("v1,AAAA ".repeat(2_000) + "v1," + good))
                    .isEqualTo(new WebhookVerdict.Refused("too-many-signatures"));
        }
    }

    @Nested
    class Moment {
        @ParameterizedTest
        @CsvSource({"-300,true", "300,true", "-301,false", "301,false", "0,true"})
        void isKnownWithinFiveMinutesBothWays(long skew, boolean accepted) {
            String timestamp = Long.toString(NOW + skew);

            assertThat(verify("m1", timestamp, "v1," + signature("m1", timestamp)))
                    .isEqualTo(
                            accepted
                                    ? GENUINE
                                    : new WebhookVerdict.Refused("timestamp-outside-window"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "NaN",
                    "-1",
                    "-1789420991",
                    "+1789420991",
                    "1789420991.0",
                    "1.7e9",
                    " 1789420991",
                    "1789420991 ",
                    "9999999999999999999999",
                    "0x6AA9",
                    "١٧٨٩٤٢٠٩٩١"
                })
        void isRefusedWhenItIsNotInSeconds(String timestamp) {
            assertThat(verify("m1", timestamp, "v1," + signature("m1", timestamp)))
                    .isEqualTo(new WebhookVerdict.Refused("malformed-timestamp"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "1789420991123", "999999999999"})
        void isOutsideTheWindowWhenItIsFarAway(String timestamp) {
            assertThat(verify("m1", timestamp, "v1," + signature("m1", timestamp)))
                    .isInstanceOf(WebhookVerdict.Refused.class);
        }
    }

    @Nested
    class Identity {
        @ParameterizedTest
        @ValueSource(strings = {"", " ", "m.1", ".", "m1."})
        void isRefusedWhenItCouldPassForAnother(String id) {
            assertThat(verify(id, TIMESTAMP, "v1," + signature(id, TIMESTAMP)))
                    .isEqualTo(new WebhookVerdict.Refused("malformed-id"));
        }

        @Test
        void isSigned() {
            assertThat(verify("m2", TIMESTAMP, "v1," + signature("m1", TIMESTAMP)))
                    .isEqualTo(WRONG);
        }
    }

    @Test
    void refusesARequestThatLacksAHeader() {
        WebhookVerdict missing = new WebhookVerdict.Refused("missing-header");
        String signature = "v1," + signature("m1", TIMESTAMP);

        assertThat(verify(null, TIMESTAMP, signature)).isEqualTo(missing);
        assertThat(verify("m1", null, signature)).isEqualTo(missing);
        assertThat(verify("m1", TIMESTAMP, null)).isEqualTo(missing);
    }

    @Nested
    class Keys {
        private final Envelope signed =
                envelope(NOW, "m1", TIMESTAMP, "v1," + signature("m1", TIMESTAMP), BODY);

        @Test
        void areTriedOneAfterTheOther() {
            String other = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

            assertThat(new StandardWebhooksVerifier(List.of(other, WHSEC)).verify(signed))
                    .isEqualTo(GENUINE);
            assertThat(new StandardWebhooksVerifier(List.of(other)).verify(signed))
                    .isEqualTo(WRONG);
        }

        @Test
        void mayLackTheirPrefix() {
            String bare = WHSEC.substring("whsec_".length());

            assertThat(new StandardWebhooksVerifier(List.of(bare)).verify(signed))
                    .isEqualTo(GENUINE);
        }

        @Test
        void areNeeded() {
            assertThat(new StandardWebhooksVerifier(List.of()).verify(signed))
                    .isEqualTo(new WebhookVerdict.Refused("no-key-configured"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "whsec_",
                    "whsec_c2hvcnQ=",
                    "whsec_not base64 at all",
                    "whsk_6Xb/dCc",
                    "whpk_",
                    "whpk_AAAA",
                    "whsec_MDEyMzQ1Njc4OWFiY2RlZg="
                })
        void areRefusedWhenTheyCouldNotWork(String key) {
            assertThatThrownBy(() -> new StandardWebhooksVerifier(List.of(key)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("c2hvcnQ")
                    .hasMessageNotContaining("6Xb");
        }

        @Test
        void areNotShown() {
            assertThat(VerificationKey.Secret.of(WHSEC.substring("whsec_".length())).toString())
                    .isEqualTo("Secret[…]");
        }
    }

    private static WebhookVerdict verify(String signatures) {
        return verify("m1", TIMESTAMP, signatures);
    }

    private static WebhookVerdict verify(
            @Nullable String id, @Nullable String timestamp, @Nullable String signatures) {
        return new StandardWebhooksVerifier(List.of(WHSEC))
                .verify(envelope(NOW, id, timestamp, signatures, BODY));
    }

    private static Envelope envelope(
            long now,
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signatures,
            byte[] body) {
        Map<String, String> headers = new HashMap<>();
        put(headers, "Webhook-Id", id);
        put(headers, "Webhook-Timestamp", timestamp);
        put(headers, "Webhook-Signature", signatures);
        return new Envelope(
                "e-1", Instant.ofEpochSecond(now), "POST", "/admin/goals", headers, body);
    }

    private static void put(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    /** Computed anew, so that the test does not sign with what it tests. */
    private static String signature(String id, String timestamp) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(BODY));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
