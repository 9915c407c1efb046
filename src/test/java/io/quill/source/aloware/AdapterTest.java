package io.quill.source.aloware;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.event.Direction;
import io.quill.event.FactEvent;
import io.quill.source.Golden;
import io.quill.source.Outcome;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;

class AdapterTest {
    private static final Set<Direction> BOTH = Set.of(Direction.INBOUND, Direction.OUTBOUND);

    @Nested
    class ACall {
        @ParameterizedTest
        @CsvSource({
            "9,4,completed",
            "9,2,abandoned",
            "9,3,missed",
            "9,5,failed",
            "9,6,dead-end",
            "9,7,invalid",
            "9,12,voicemail",
            "9,13,voicemail",
            "9,1,completed",
            "9,null,completed",
            "8,5,failed",
            "null,3,missed",
            "9,99,unknown"
        })
        void countsOnceItHasEnded(String current, String disposition, String outcome) {
            String call = call("current_status2", current, "disposition_status2", disposition);

            assertThat(fact(call).outcome()).isEqualTo(outcome);
        }

        @ParameterizedTest
        @CsvSource({
            "1,1",
            "2,1",
            "3,8",
            "4,1",
            "5,1",
            "6,1",
            "7,1",
            "8,1",
            "10,1",
            "8,8",
            "8,null",
            "null,1",
            "1,0",
            "null,null"
        })
        void waitsWhileItGoesOn(String current, String disposition) {
            String call = call("current_status2", current, "disposition_status2", disposition);

            assertThat(adapt(call)).isEqualTo(new Outcome.Ignored("in-progress"));
        }

        @ParameterizedTest
        @CsvSource({
            "completed,completed,completed",
            "completed,no-answer,missed",
            "completed,in-progress,completed",
            "hungup,Dead End,dead-end",
            "'',failed,failed"
        })
        void isReadFromWordsWhereThereAreNoCodes(
                String current, String disposition, String outcome) {
            String call =
                    call(
                            "current_status",
                            quoted(current),
                            "disposition_status",
                            quoted(disposition));

            assertThat(fact(call).outcome()).isEqualTo(outcome);
        }

        @ParameterizedTest
        @CsvSource({
            "OutboundPhoneCall-DispositionFailed,failed",
            "OutboundPhoneCall-DispositionCompleted,completed",
            "Call-Disposed,unknown",
            "Recording-Saved,unknown"
        })
        void isReadFromTheEventsNameForWantOfAnythingElse(String event, String outcome) {
            assertThat(fact(event, "\"id\":7,\"type\":1,\"direction\":2").outcome())
                    .isEqualTo(outcome);
        }

        @Test
        void isNoTextBecauseItsEventSaysSo() {
            FactEvent fact =
                    fact(
                            "OutboundSMS-DispositionCompleted",
                            "\"id\":7,\"type\":1,\"direction\":2,\"disposition_status2\":3");

            assertThat(fact.metric()).hasToString("CALLS");
            assertThat(fact.outcome()).isEqualTo("missed");
        }
    }

    @Nested
    class AText {
        @ParameterizedTest
        @CsvSource({
            "12,4,sent",
            "13,4,delivered",
            "18,4,undelivered",
            "19,1,failed",
            "12,5,failed",
            "14,7,invalid",
            "14,4,completed",
            "null,4,completed",
            "12,null,sent",
            "null,null,unknown"
        })
        void countsHoweverItEnded(String current, String disposition, String outcome) {
            assertThat(fact(text(current, disposition)).outcome()).isEqualTo(outcome);
        }

        @ParameterizedTest
        @CsvSource({"14,1", "15,1", "16,8", "15,null", "null,1"})
        void waitsWhileItIsOnItsWay(String current, String disposition) {
            assertThat(adapt(text(current, disposition)))
                    .isEqualTo(new Outcome.Ignored("in-progress"));
        }

        private String text(String current, String disposition) {
            return "\"id\":7,\"type\":2,\"direction\":2,\"user_id\":5,\"current_status2\":%s,\"disposition_status2\":%s"
                    .formatted(current, disposition);
        }
    }

    @Nested
    class Directions {
        private static final String INBOUND =
                "\"id\":7,\"type\":1,\"direction\":1,\"user_id\":5,\"current_status2\":9";
        private static final String OUTBOUND =
                "\"id\":8,\"type\":1,\"direction\":2,\"user_id\":5,\"current_status2\":9";

        @Test
        void areOutboundUnlessConfigured() {
            assertThat(adapt(INBOUND)).isEqualTo(new Outcome.Ignored("inbound"));
            assertThat(fact(OUTBOUND).direction()).isEqualTo(Direction.OUTBOUND);
        }

        @Test
        void mayBeInboundAlone() {
            assertThat(adapt(Set.of(Direction.INBOUND), OUTBOUND))
                    .isEqualTo(new Outcome.Ignored("outbound"));
            assertThat(adapt(Set.of(Direction.INBOUND), INBOUND)).isInstanceOf(Outcome.Fact.class);
        }

        @Test
        void mayBeBoth() {
            assertThat(adapt(BOTH, OUTBOUND)).isInstanceOf(Outcome.Fact.class);
            assertThat(adapt(BOTH, INBOUND)).isInstanceOf(Outcome.Fact.class);
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
                    .isEqualTo(new Outcome.Ignored("no-direction"));
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
                            Outcome.Fact.class,
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
                            Outcome.NeedsResolving.class,
                            needs -> assertThat(needs.missing()).isEqualTo("agent"));
        }

        @Test
        void areNotTheOwnersOfCallsThatNobodyTook() {
            String missed =
                    "\"id\":7,\"type\":1,\"direction\":1,\"disposition_status2\":3,\"owner_id\":5501";

            assertThat(adapt(BOTH, missed)).isInstanceOf(Outcome.NeedsResolving.class);
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
                    .isInstanceOf(Outcome.Rejected.class);
        }
    }

    @Test
    void fallsBackToTheTimeOfArrival() {
        FactEvent fact = fact(ended("\"created_at\":\"0000-00-00 00:00:00\""));

        assertThat(fact.occurredAt()).isEqualTo(Golden.RECEIVED_AT);
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
                .isEqualTo(new Outcome.Ignored(reason));
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

        assertThat(Golden.told(aloware(BOTH).adapt(Golden.envelope(body))))
                .startsWith("needs agent ALOWARE:7 CALLS");
    }

    private static String ended(String more) {
        return "\"id\":7,\"type\":1,\"direction\":2,\"current_status2\":9," + more;
    }

    private static String call(String name, String value, String other, String otherValue) {
        return "\"id\":7,\"type\":1,\"direction\":2,\"%s\":%s,\"%s\":%s"
                .formatted(name, value, other, otherValue);
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static FactEvent fact(String event, String body) {
        return event(outcome(BOTH, "{\"event\":\"%s\",\"body\":{%s}}".formatted(event, body)));
    }

    private static FactEvent fact(String body) {
        return event(adapt(body));
    }

    private static FactEvent event(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Fact(var event) -> event;
            case Outcome.NeedsResolving(var event, var _) -> event;
            case Outcome.Wakes _, Outcome.Ignored _, Outcome.Rejected _ ->
                    throw new AssertionError("no fact: " + outcome);
        };
    }

    private static Outcome adapt(String body) {
        return adapt(Set.of(Direction.OUTBOUND), body);
    }

    private static Outcome adapt(Set<Direction> counted, String body) {
        return outcome(counted, "{" + body + "}");
    }

    private static Outcome outcome(Set<Direction> counted, String json) {
        return aloware(counted).adapt(Golden.envelope(json.getBytes(UTF_8))).getFirst();
    }

    private static Aloware aloware(Set<Direction> counted) {
        return new Aloware(new AlowareSettings(List.of(), counted));
    }
}
