package io.quill.events.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.Envelope;
import io.quill.events.source.WebhookVerdict;
import io.quill.platform.settings.SignatureVersion;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Signatures that HubSpot has published, and others derived from them. */
class HubSpotSignatureTest {
    private static final Path VECTORS =
            Path.of("src/test/resources/vectors/hubspot-signatures.json");

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void isJudgedAsTheVectorSays(String id, JsonNode vector) {
        HubSpot hubSpot =
                new HubSpot(
                        new HubSpotWebhookSettings(
                                List.of(vector.get("clientSecret").textValue()),
                                Set.of(SignatureVersion.values()),
                                URI.create("https://www.example.com")));
        boolean expected = vector.get("expectValid").booleanValue() && !lacksItsTime(vector);

        assertThat(hubSpot.verify(envelope(vector)) instanceof WebhookVerdict.Genuine)
                .as(id)
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("v3")
    void isComputedAsPublishedWhateverTheTime(String id, JsonNode vector) {
        String signature =
                HubSpotSignature.v3(
                        vector.get("clientSecret").textValue(),
                        vector.get("method").textValue(),
                        vector.get("uri").textValue(),
                        body(vector),
                        vector.get("timestamp").textValue());

        assertThat(signature).as(id).isEqualTo(vector.get("signature").textValue());
    }

    /** A published signature over a timestamp of eight digits: right, and never to be accepted. */
    private static boolean lacksItsTime(JsonNode vector) {
        return isV3(vector) && !vector.has("nowMs");
    }

    private static Envelope envelope(JsonNode vector) {
        Map<String, String> headers = new HashMap<>();
        String signature = vector.get("signature").textValue();
        if (isV3(vector)) {
            headers.put("X-HubSpot-Signature-V3", signature);
            headers.put("X-HubSpot-Request-Timestamp", vector.get("timestamp").textValue());
        } else {
            headers.put("X-HubSpot-Signature", signature);
            headers.put("X-HubSpot-Signature-Version", vector.get("version").textValue());
        }
        String uri = vector.get("uri").isNull() ? "/" : vector.get("uri").textValue();
        return new Envelope(
                "e-1",
                Instant.ofEpochMilli(vector.path("nowMs").longValue()),
                vector.get("method").textValue(),
                uri.replace("https://www.example.com", ""),
                headers,
                body(vector));
    }

    private static byte[] body(JsonNode vector) {
        return vector.get("body").textValue().getBytes(UTF_8);
    }

    private static boolean isV3(JsonNode vector) {
        return vector.get("version").textValue().equals("v3");
    }

    static Stream<Arguments> v3() throws IOException {
        return read().filter(vector -> isV3(vector) && vector.get("expectValid").booleanValue())
                .map(vector -> Arguments.of(vector.get("id").textValue(), vector));
    }

    static Stream<Arguments> vectors() throws IOException {
        return read().map(vector -> Arguments.of(vector.get("id").textValue(), vector));
    }

    private static Stream<JsonNode> read() throws IOException {
        JsonNode all = new ObjectMapper().readTree(VECTORS.toFile());
        return StreamSupport.stream(all.spliterator(), false);
    }
}
