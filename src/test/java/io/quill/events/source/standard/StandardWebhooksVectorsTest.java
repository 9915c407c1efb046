package io.quill.events.source.standard;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.Envelope;
import io.quill.events.source.WebhookVerdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Signatures that the standard's libraries publish, and others derived from them. */
class StandardWebhooksVectorsTest {
    private static final Path VECTORS =
            Path.of("src/test/resources/vectors/standard-webhooks.json");

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void judgesAsTheVectorSays(String name, JsonNode vector) {
        List<String> keys =
                Stream.of("secret", "publicKey")
                        .map(vector::path)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .toList();
        Envelope envelope =
                envelope(
                        vector.get("nowSec").longValue(),
                        vector.get("msgId").textValue(),
                        vector.get("timestamp").textValue(),
                        vector.get("signature").textValue(),
                        vector.get("body").textValue().getBytes(UTF_8));

        assertThat(
                        new StandardWebhooksVerifier(keys).verify(envelope)
                                instanceof WebhookVerdict.Genuine)
                .as(name)
                .isEqualTo(vector.get("expectValid").booleanValue());
    }

    static Stream<Arguments> vectors() throws IOException {
        JsonNode all = new ObjectMapper().readTree(VECTORS.toFile());
        return StreamSupport.stream(all.spliterator(), false)
                .map(vector -> Arguments.of(vector.get("name").textValue(), vector));
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
}
