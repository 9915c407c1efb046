package io.quill.events.source.aloware;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.GoldenDeliveries;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every delivery of one call, in any order and number, tells of one fact. */
class DeliveryOrderTest {
    private static final EventKey KEY = EventKey.of("ALOWARE", "71200345");

    private final Aloware aloware =
            new Aloware(new AlowareWebhookSettings(List.of(), Set.of(Direction.OUTBOUND)));

    @Property(tries = 300)
    void makesOneKeyOfOneCommunication(@ForAll("deliveries") List<String> deliveries) {
        List<EventKey> keys =
                deliveries.stream()
                        .flatMap(name -> adapted(name).stream())
                        .flatMap(DeliveryOrderTest::key)
                        .distinct()
                        .toList();

        assertThat(keys)
                .isEqualTo(deliveries.stream().anyMatch(this::ends) ? List.of(KEY) : List.of());
    }

    @Property(tries = 50)
    void answersTheSameEnvelopeAlike(@ForAll("deliveries") List<String> deliveries) {
        for (String name : deliveries) {
            assertThat(GoldenDeliveries.told(adapted(name)))
                    .isEqualTo(GoldenDeliveries.told(adapted(name)));
        }
    }

    @Provide
    Arbitrary<List<String>> deliveries() {
        return Arbitraries.of(
                        "call-started",
                        "call-completed",
                        "call-of-strings",
                        "call-recording-saved",
                        "call-disposed",
                        "call-summarized",
                        "call-search-saved")
                .list()
                .ofMaxSize(12);
    }

    private boolean ends(String name) {
        return !name.equals("call-started") && !name.equals("call-search-saved");
    }

    private List<AdapterOutcome> adapted(String name) {
        return aloware.adapt(GoldenDeliveries.envelope(GoldenDeliveries.body("aloware", name)));
    }

    private static Stream<EventKey> key(AdapterOutcome adapterOutcome) {
        return switch (adapterOutcome) {
            case AdapterOutcome.Fact(var event) -> Stream.of(event.key());
            case AdapterOutcome.NeedsResolving(var event, var _) -> Stream.of(event.key());
            case AdapterOutcome.Wakes(var key) -> Stream.of(key);
            case AdapterOutcome.Ignored _, AdapterOutcome.Rejected _ -> Stream.empty();
        };
    }
}
