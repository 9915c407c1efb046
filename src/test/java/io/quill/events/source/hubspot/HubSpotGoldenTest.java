package io.quill.events.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.GoldenDeliveries;
import io.quill.events.source.Source;
import io.quill.platform.settings.SignatureVersion;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class HubSpotGoldenTest {
    private final Source hubspot =
            new HubSpot(new HubSpotWebhookSettings(List.of(), Set.of(SignatureVersion.V3), null));

    @ParameterizedTest
    @MethodSource("names")
    void makesOfADeliveryWhatStandsBesideIt(String name) {
        List<AdapterOutcome> outcomes =
                hubspot.adapt(GoldenDeliveries.envelope(GoldenDeliveries.body("hubspot", name)));

        assertThat(GoldenDeliveries.told(outcomes))
                .isEqualTo(GoldenDeliveries.expected("hubspot", name));
    }

    static Stream<String> names() {
        return GoldenDeliveries.names("hubspot");
    }
}
