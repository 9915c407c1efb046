package io.quill.events.source;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Direction;
import io.quill.events.Envelope;
import io.quill.events.source.aloware.Aloware;
import io.quill.events.source.aloware.AlowareWebhookSettings;
import io.quill.events.source.hubspot.HubSpot;
import io.quill.events.source.hubspot.HubSpotWebhookSettings;
import io.quill.events.source.standard.StandardWebhooksVerifier;
import io.quill.platform.settings.SignatureVersion;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whatever arrives, verification gives a verdict and an adapter gives outcomes. */
class ArbitraryBytesTest {
    private static final Set<Direction> BOTH = Set.of(Direction.INBOUND, Direction.OUTBOUND);
    private static final Aloware ALOWARE =
            new Aloware(new AlowareWebhookSettings(List.of("t0ken-of-ours"), BOTH));
    private static final HubSpot HUBSPOT =
            new HubSpot(
                    new HubSpotWebhookSettings(
                            List.of("secret"),
                            Set.of(SignatureVersion.values()),
                            URI.create("https://quill.example.com")));
    private static final StandardWebhooksVerifier STANDARD =
            new StandardWebhooksVerifier(List.of("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"));

    @Property(tries = 2_000)
    void areAdapted(@ForAll byte[] body) {
        assertAdapted(body);
    }

    @Property(tries = 2_000)
    void areAdaptedWhenTheyResembleADelivery(@ForAll("mutated") byte[] body) {
        assertAdapted(body);
    }

    @Property(tries = 2_000)
    void areVerified(
            @ForAll byte[] body,
            @ForAll("headers") Map<String, String> headers,
            @ForAll String path) {
        Envelope envelope =
                new Envelope("e-1", GoldenDeliveries.RECEIVED_AT, "POST", path, headers, body);

        assertThat(ALOWARE.verify(envelope)).isInstanceOf(WebhookVerdict.Refused.class);
        assertThat(HUBSPOT.verify(envelope)).isInstanceOf(WebhookVerdict.Refused.class);
        assertThat(STANDARD.verify(envelope)).isInstanceOf(WebhookVerdict.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[", "{\"body\":", "{\"parsedBody\":{\"body\":", "[{\"a\":[", "[[],", "{\"a\":\"",
                "\"", "9", "[1,", "{},", "\\u0000", "\uD83D\uDCDE"
            })
    @Timeout(10)
    void areAdaptedSoonWhenTheyAreEndless(String piece) {
        assertAdapted(piece.repeat(100_000).getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e999999999", "-1e999999999", "1e-999999999", "1e99999999999", "0.1e9"})
    @Timeout(10)
    void areAdaptedSoonWhenNumbersAreHuge(String number) {
        for (String source : List.of("aloware", "hubspot")) {
            for (String name : GoldenDeliveries.names(source).toList()) {
                String body = new String(GoldenDeliveries.body(source, name), UTF_8);
                assertAdapted(body.replaceAll("\"?\\b\\d+\\b\"?", number).getBytes(UTF_8));
            }
        }
    }

    private static void assertAdapted(byte[] body) {
        Envelope envelope = GoldenDeliveries.envelope(body);
        for (Source source : List.of(ALOWARE, HUBSPOT)) {
            for (AdapterOutcome adapterOutcome : source.adapt(envelope)) {
                if (adapterOutcome instanceof AdapterOutcome.Ignored(var reason)) {
                    assertThat(reason).matches("[a-z]+(-[a-z]+)*");
                }
            }
        }
    }

    @Provide
    Arbitrary<byte[]> mutated() {
        List<byte[]> deliveries =
                Stream.of("aloware", "hubspot")
                        .flatMap(
                                source ->
                                        GoldenDeliveries.names(source)
                                                .map(name -> GoldenDeliveries.body(source, name)))
                        .toList();
        Arbitrary<byte[]> one = Arbitraries.of(deliveries);
        Arbitrary<String> piece =
                Arbitraries.of(
                        "",
                        "\"",
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "null",
                        "1e999999999",
                        "\\",
                        "\u0000",
                        "\\ud800",
                        "\"id\":1,",
                        "2",
                        "é",
                        "-1",
                        "\"type\":\"1\",");
        Arbitrary<Integer> at = Arbitraries.integers().between(0, 1 << 20);
        return Combinators.combine(one, piece, at, at)
                .as(
                        (body, with, from, length) ->
                                spliced(body, with.getBytes(UTF_8), from, length));
    }

    @Provide
    Arbitrary<Map<String, String>> headers() {
        Arbitrary<String> names =
                Arbitraries.of(
                        "Authorization",
                        "X-HubSpot-Signature",
                        "X-HubSpot-Signature-Version",
                        "X-HubSpot-Signature-v3",
                        "X-HubSpot-Request-Timestamp",
                        "webhook-id",
                        "webhook-timestamp",
                        "webhook-signature");
        Arbitrary<String> values =
                Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(80),
                        Arbitraries.of(
                                Long.toString(GoldenDeliveries.RECEIVED_AT.toEpochMilli()),
                                Long.toString(GoldenDeliveries.RECEIVED_AT.getEpochSecond()),
                                "v1,AAAA v1a,AAAA",
                                "v1",
                                "v2",
                                "Basic Og==",
                                "Bearer "));
        return Arbitraries.maps(names, values).ofMaxSize(8);
    }

    private static byte[] spliced(byte[] body, byte[] with, int at, int length) {
        int from = at % (body.length + 1);
        int to = Math.min(body.length, from + length % 8);
        byte[] spliced = new byte[from + with.length + body.length - to];
        System.arraycopy(body, 0, spliced, 0, from);
        System.arraycopy(with, 0, spliced, from, with.length);
        System.arraycopy(body, to, spliced, from + with.length, body.length - to);
        return spliced;
    }
}
