package io.quill.events.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.source.Golden;
import io.quill.events.source.Outcome;
import io.quill.events.source.Source;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class HubSpotGoldenTest {
    private final Source hubspot =
            new HubSpot(new HubSpotSettings(List.of(), Set.of(SignatureVersion.V3), null));

    @ParameterizedTest
    @MethodSource("names")
    void makesOfADeliveryWhatStandsBesideIt(String name) {
        List<Outcome> outcomes = hubspot.adapt(Golden.envelope(Golden.body("hubspot", name)));

        assertThat(Golden.told(outcomes)).isEqualTo(Golden.expected("hubspot", name));
    }

    static Stream<String> names() {
        return Golden.names("hubspot");
    }
}
