package io.quill.events.source.aloware;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.Direction;
import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.GoldenDeliveries;
import io.quill.events.source.Source;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class AlowareGoldenTest {
    private final Source aloware =
            new Aloware(new AlowareWebhookSettings(List.of(), Set.of(Direction.OUTBOUND)));

    @ParameterizedTest
    @MethodSource("names")
    void makesOfADeliveryWhatStandsBesideIt(String name) {
        List<AdapterOutcome> outcomes =
                aloware.adapt(GoldenDeliveries.envelope(GoldenDeliveries.body("aloware", name)));

        assertThat(GoldenDeliveries.told(outcomes))
                .isEqualTo(GoldenDeliveries.expected("aloware", name));
    }

    static Stream<String> names() {
        return GoldenDeliveries.names("aloware");
    }
}
