package io.quill.events.source.aloware;

import static io.quill.events.source.aloware.AlowareFixture.BOTH;
import static io.quill.events.source.aloware.AlowareFixture.adapt;
import static io.quill.events.source.aloware.AlowareFixture.aloware;
import static io.quill.events.source.aloware.AlowareFixture.fact;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Direction;
import io.quill.events.FactEvent;
import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.GoldenDeliveries;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;

class AlowareAdapterTest {
    @Nested
    class Directions {
        private static final String INBOUND =
                "\"id\":7,\"type\":1,\"direction\":1,\"user_id\":5,\"current_status2\":9";
        private static final String OUTBOUND =
                "\"id\":8,\"type\":1,\"direction\":2,\"user_id\":5,\"current_status2\":9";

        @Test
        void areOutboundUnlessConfigured() {
            assertThat(adapt(INBOUND)).isEqualTo(new AdapterOutcome.Ignored("inbound"));
            assertThat(fact(OUTBOUND).direction()).isEqualTo(Direction.OUTBOUND);
        }

        @Test
        void mayBeInboundAlone() {
            assertThat(adapt(Set.of(Direction.INBOUND), OUTBOUND))
                    .isEqualTo(new AdapterOutcome.Ignored("outbound"));
            assertThat(adapt(Set.of(Direction.INBOUND), INBOUND))
                    .isInstanceOf(AdapterOutcome.Fact.class);
        }

        @Test
        void mayBeBoth() {
            assertThat(adapt(BOTH, OUTBOUND)).isInstanceOf(AdapterOutcome.Fact.class);
            assertThat(adapt(BOTH, INBOUND)).isInstanceOf(AdapterOutcome.Fact.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"2", "\"2\"", "2.0", "\"outbound\"", "\"Outbound\""})
        void areCodesOrWords(String direction) {
            assertThat(
                            fact("\"id\":7,\"type\":1,\"current_status2\":9,\"direction\":"
                                            + direction)
                                    .direction())
                    .isEqualTo(Direction.OUTBOUND);
        }

        @Test
        void areNotGuessed() {
            assertThat(adapt("\"id\":7,\"type\":1,\"current_status2\":9"))
                    .isEqualTo(new AdapterOutcome.Ignored("no-direction"));
        }
    }

    @Nested
    class Agents {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"user_id\":5501",
                    "\"user_id\":\"5501\"",
                    "\"user_id\":5501.0",
                    "\"user_id\":5501,\"owner_id\":9",
                    "\"user_id\":null,\"user\":{\"id\":5501}",
                    "\"user_id\":0,\"destination_number\":\"client:agent5501\"",
                    "\"user_id\":-1,\"owner_id\":\"5501\""
                })
        void areKnownByTheirId(String json) {
            assertThat(adapt(ended(json)))
                    .isInstanceOfSatisfying(
                            AdapterOutcome.Fact.class,
                            fact -> assertThat(fact.event().agentId()).isEqualTo("5501"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"user_id\":null",
                    "\"user_id\":\"\"",
                    "\"user_id\":-1,\"owner_id\":-1",
                    "\"user_id\":\"-1\",\"owner_id\":0",
                    "\"destination_number\":\"+12025550147\"",
                    "\"user_id\":{}"
                })
        void areAwaitedWhenTheyAreMissing(String json) {
            assertThat(adapt(ended(json)))
                    .isInstanceOfSatisfying(
                            AdapterOutcome.NeedsResolving.class,
                            needs -> assertThat(needs.missing()).isEqualTo("agent"));
        }

        @Test
        void areNotTheOwnersOfCallsThatNobodyTook() {
            String missed =
                    "\"id\":7,\"type\":1,\"direction\":1,\"disposition_status2\":3,\"owner_id\":5501";

            assertThat(adapt(BOTH, missed)).isInstanceOf(AdapterOutcome.NeedsResolving.class);
        }
    }

    @Nested
    class Numbers {
        @ParameterizedTest
        @CsvSource({
            "63,63",
            "'\"63\"',63",
            "63.7,63",
            "-5,0",
            "null,0",
            "'\"\"',0",
            "1e999999999,0"
        })
        void areReadAsSeconds(String json, long seconds) {
            assertThat(fact(ended("\"talk_time\":" + json)).talkSeconds()).isEqualTo(seconds);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"null", "\"\"", "0", "-1", "{}", "true", "\"two words\"", "1e999999999"})
        void makeARejectionWhereTheIdIsNone(String json) {
            assertThat(adapt("\"type\":1,\"direction\":2,\"current_status2\":9,\"id\":" + json))
                    .isInstanceOf(AdapterOutcome.Rejected.class);
        }
    }

    @Test
    void fallsBackToTheTimeOfArrival() {
        FactEvent fact = fact(ended("\"created_at\":\"0000-00-00 00:00:00\""));

        assertThat(fact.occurredAt()).isEqualTo(GoldenDeliveries.RECEIVED_AT);
        assertThat(fact.notes()).isEqualTo("time of arrival");
    }

    @ParameterizedTest
    @CsvSource({
        "3,conference",
        "4,ringless-voicemail",
        "5,email",
        "6,facebook",
        "7,whatsapp",
        "8,fax",
        "10,note",
        "11,system-note",
        "12,appointment",
        "13,reminder",
        "99,unknown-type"
    })
    void ignoresOtherTypesByName(int type, String reason) {
        assertThat(adapt("\"id\":7,\"direction\":2,\"current_status2\":9,\"type\":" + type))
                .isEqualTo(new AdapterOutcome.Ignored(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{%s}",
                "{\"event\":\"e\",\"body\":{%s}}",
                "{\"parsedBody\":{\"event\":\"e\",\"body\":{%s}}}",
                "{\"parsedBody\":{%s}}",
                "{\"body\":\"raw\",\"parsedBody\":{%s}}",
                "{\"event\":\"transcription.x\",\"body\":{\"id\":1,\"type\":9,\"communication\":{%s}}}"
            })
    void findsTheCommunicationInAnyWrapping(String wrapping) {
        byte[] body = wrapping.formatted(ended("\"body\":\"a text\"")).getBytes(UTF_8);

        assertThat(GoldenDeliveries.told(aloware(BOTH).adapt(GoldenDeliveries.envelope(body))))
                .startsWith("needs agent ALOWARE:7 CALLS");
    }

    private static String ended(String more) {
        return "\"id\":7,\"type\":1,\"direction\":2,\"current_status2\":9," + more;
    }
}
