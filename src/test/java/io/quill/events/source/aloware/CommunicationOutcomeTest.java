package io.quill.events.source.aloware;

import static io.quill.events.source.aloware.AlowareFixture.adapt;
import static io.quill.events.source.aloware.AlowareFixture.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.FactEvent;
import io.quill.events.source.AdapterOutcome;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommunicationOutcomeTest {
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

            assertThat(adapt(call)).isEqualTo(new AdapterOutcome.Ignored("in-progress"));
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
                    .isEqualTo(new AdapterOutcome.Ignored("in-progress"));
        }

        private String text(String current, String disposition) {
            return "\"id\":7,\"type\":2,\"direction\":2,\"user_id\":5,\"current_status2\":%s,\"disposition_status2\":%s"
                    .formatted(current, disposition);
        }
    }

    private static String call(String name, String value, String other, String otherValue) {
        return "\"id\":7,\"type\":1,\"direction\":2,\"%s\":%s,\"%s\":%s"
                .formatted(name, value, other, otherValue);
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
