package io.quill.events.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Direction;
import io.quill.events.Envelope;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.source.aloware.Aloware;
import io.quill.events.source.aloware.AlowareWebhookSettings;
import io.quill.events.source.hubspot.HubSpot;
import io.quill.events.source.hubspot.HubSpotWebhookSettings;
import io.quill.platform.settings.SignatureVersion;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

class SourcesTest {
    private static final Aloware ALOWARE =
            new Aloware(new AlowareWebhookSettings(List.of(), Set.of(Direction.OUTBOUND)));
    private static final HubSpot HUBSPOT =
            new HubSpot(new HubSpotWebhookSettings(List.of(), Set.of(SignatureVersion.V3), null));

    @Test
    void takesAThirdSourceByOneLineOfWiring() {
        Sources sources = new Sources(List.of(ALOWARE, HUBSPOT, new Doorbell()));
        Envelope rung = envelope("[{\"ring\":41,\"by\":\"front\"},{\"ring\":42,\"by\":\"back\"}]");

        Source doorbell = sources.named("doorbell").orElseThrow();

        assertThat(doorbell.verify(rung)).isEqualTo(new WebhookVerdict.Genuine());
        assertThat(GoldenDeliveries.told(doorbell.adapt(rung)))
                .isEqualTo(
                        """
                        fact DOORBELL:41 CASES agent=front at=2026-09-14T21:04:50Z INBOUND rung talk=0 duration=0 ring= notes=
                        fact DOORBELL:42 CASES agent=back at=2026-09-14T21:04:50Z INBOUND rung talk=0 duration=0 ring= notes=
                        """);
    }

    @Test
    void keepsTheOrderOfTheWiring() {
        assertThat(new Sources(List.of(HUBSPOT, ALOWARE)).all()).containsExactly(HUBSPOT, ALOWARE);
    }

    @Test
    void knowsNoSourceThatIsNotWired() {
        assertThat(new Sources(List.of(ALOWARE)).named("hubspot")).isEmpty();
    }

    @Test
    void refusesTwoSourcesOfOneName() {
        assertThatThrownBy(() -> new Sources(List.of(ALOWARE, ALOWARE)))
                .hasMessageContaining("Two sources are named 'aloware'");
    }

    private static Envelope envelope(String body) {
        return new Envelope(
                "e-1",
                GoldenDeliveries.RECEIVED_AT,
                "POST",
                "/webhook/doorbell",
                Map.of("X-Doorbell", "ding"),
                body.getBytes(UTF_8));
    }

    /** All that a source has to be. */
    private static final class Doorbell implements Source {
        @Override
        public String name() {
            return "doorbell";
        }

        @Override
        public boolean redelivers() {
            return false;
        }

        @Override
        public WebhookVerdict verify(Envelope envelope) {
            return envelope.header("x-doorbell").filter("ding"::equals).isPresent()
                    ? new WebhookVerdict.Genuine()
                    : new WebhookVerdict.Refused("no-ding");
        }

        @Override
        public List<AdapterOutcome> adapt(Envelope envelope) {
            return EntryParser.adapt(
                    envelope,
                    ring ->
                            new AdapterOutcome.Fact(
                                    new FactEvent(
                                            EventKey.of("DOORBELL", ring.id("ring").orElse("?")),
                                            Metric.CASES,
                                            ring.id("by").orElse(""),
                                            envelope.receivedAt(),
                                            Direction.INBOUND,
                                            "rung",
                                            0,
                                            0,
                                            "",
                                            "")));
        }
    }
}
