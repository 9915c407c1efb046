package io.quill.events.source.aloware;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.Direction;
import io.quill.events.source.Golden;
import io.quill.events.source.Outcome;
import io.quill.events.source.Source;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class AlowareGoldenTest {
    private final Source aloware =
            new Aloware(new AlowareSettings(List.of(), Set.of(Direction.OUTBOUND)));

    @ParameterizedTest
    @MethodSource("names")
    void makesOfADeliveryWhatStandsBesideIt(String name) {
        List<Outcome> outcomes = aloware.adapt(Golden.envelope(Golden.body("aloware", name)));

        assertThat(Golden.told(outcomes)).isEqualTo(Golden.expected("aloware", name));
    }

    static Stream<String> names() {
        return Golden.names("aloware");
    }
}
