package io.quill.events.sink.powerbi;

import static io.quill.events.sink.powerbi.FakeTransport.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.sink.PushResult;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

class PushResultMapperTest {
    private static final String LOCKED =
            """
            {"error":{"code":"GeneralException","message":"Failed to process dataset GetTables",
              "target":"GetTables","details":[{"message":
              "Exception of type 'Microsoft.Cloud.Platform.Utils.AcquireLockTimeoutException' was thrown."}]}}
            """;

    private final PushResultMapper pushResultMapper =
            new PushResultMapper(() -> Instant.parse("2026-03-02T09:00:00Z"));

    @Nested
    class ByStatus {
        @ParameterizedTest
        @ValueSource(strings = {"", " ", "{}", "{\"value\":[]}"})
        void twoHundredIsTaken(String body) {
            assertThat(pushResultMapper.map(answer(200, body)))
                    .isEqualTo(new PushResult.Taken("r-1"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<html><body>Please sign in.</body></html>",
                    "{\"error\":{\"code\":\"InternalError\"}}",
                    "{\"value\":[],\"odata.error\":{\"code\":\"x\"}}",
                    "\"Service Unavailable\"",
                    "{\"value\":[",
                    "OK"
                })
        void twoHundredWithAnythingElseIsDoubt(String body) {
            assertThat(pushResultMapper.map(answer(200, body)))
                    .isInstanceOf(PushResult.Doubt.class);
        }

        @Test
        void jsonOfAPageIsDoubt() {
            assertThat(pushResultMapper.map(answer(200, "{}", Map.of("Content-Type", "text/html"))))
                    .isInstanceOf(PushResult.Doubt.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {402, 405, 406, 410, 411, 414, 415, 418, 421, 422, 428, 431, 451})
        void whateverElseIsRefusedIsNotTaken(int status) {
            assertThat(pushResultMapper.map(answer(status, "")))
                    .isInstanceOf(PushResult.Refused.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {201, 202, 204, 302, 307, 408, 409, 425, 500, 502, 503, 504})
        void whateverIsNotKnownIsDoubt(int status) {
            assertThat(pushResultMapper.map(answer(status, "")))
                    .isInstanceOf(PushResult.Doubt.class);
        }

        @Test
        void silenceIsDoubt() {
            assertThat(pushResultMapper.map(new SendResult.NoReply("time-out")))
                    .isEqualTo(new PushResult.Doubt("time-out"));
        }

        @Test
        void whatWasNeverSentIsNotTaken() {
            assertThat(pushResultMapper.map(new SendResult.Unsent("refused")))
                    .isEqualTo(new PushResult.Unsent("refused"));
        }

        @Test
        void aLargeRequestIsToBeCut() {
            assertThat(pushResultMapper.map(answer(413, "")))
                    .isInstanceOf(PushResult.TooLarge.class);
        }

        @Test
        void aStaleNumberIsToldApart() {
            assertThat(pushResultMapper.map(answer(412, "")))
                    .isInstanceOf(PushResult.SequenceBehind.class);
        }
    }

    @Nested
    class Throttled {
        @Test
        void waitsForTheSecondsOfTheHeader() {
            assertThat(throttled("", Map.of("Retry-After", "42"))).contains(Duration.ofSeconds(42));
        }

        @Test
        void waitsForTheDateOfTheHeader() {
            assertThat(throttled("", Map.of("Retry-After", "Mon, 2 Mar 2026 09:01:30 GMT")))
                    .contains(Duration.ofSeconds(90));
        }

        @Test
        void readsTheSecondsFromTheMessage() {
            String body =
                    """
                    {"message":"You have exceeded the amount of requests allowed in the current time frame and further requests will fail. Retry in 3392 seconds."}
                    """;

            assertThat(throttled(body, Map.of())).contains(Duration.ofSeconds(3392));
        }

        @Test
        void mayNotSayHowLong() {
            assertThat(throttled("", Map.of())).isEmpty();
            assertThat(throttled("", Map.of("Retry-After", "soon"))).isEmpty();
        }

        @Test
        void aLockThatWasNotHadIsNoFaultOfTheRows() {
            assertThat(pushResultMapper.map(answer(400, LOCKED)))
                    .isInstanceOfSatisfying(
                            PushResult.Throttled.class,
                            busy -> assertThat(busy.retryAfter()).contains(Duration.ofSeconds(4)));
        }

        @Test
        void aLockThatWasNotHadLeavesDoubtUnderAServersError() {
            assertThat(pushResultMapper.map(answer(500, LOCKED)))
                    .isInstanceOf(PushResult.Doubt.class);
        }

        @Test
        void aFullWindowIsNoFaultOfTheRows() {
            String body =
                    """
                    {"error":{"code":"BadRequest","message":"Maximum number of rows exceeded in time window. Please retry later"}}
                    """;

            assertThat(pushResultMapper.map(answer(400, body)))
                    .isInstanceOf(PushResult.Throttled.class);
        }

        private Optional<Duration> throttled(String body, Map<String, String> headers) {
            PushResult result = pushResultMapper.map(answer(429, body, headers));
            assertThat(result).isInstanceOf(PushResult.Throttled.class);
            return ((PushResult.Throttled) result).retryAfter();
        }
    }

    @Nested
    class Refused {
        @Test
        void blamesTheRowsForTheirContent() {
            String body =
                    """
                    {"error":{"code":"BadRequest","message":"Bad Request","details":[{"message":"Cannot convert the literal 'many' to the expected type 'Edm.Int64'.","target":"rows"}]}}
                    """;

            assertThat(pushResultMapper.map(answer(400, body)))
                    .isEqualTo(
                            new PushResult.Refused(
                                    "HTTP 400 BadRequest: Bad Request; Cannot convert the literal"
                                            + " 'many' to the expected type 'Edm.Int64'. (RequestId"
                                            + " r-1)",
                                    "r-1"));
        }

        @Test
        void blamesTheTableForAnUnknownColumn() {
            String body =
                    """
                    {"error":{"code":"BadRequest","message":"Bad Request","details":[{"message":"The property 'Mood' does not exist on type 'Row'.","target":"rows"}]}}
                    """;

            assertThat(pushResultMapper.map(answer(400, body)))
                    .isInstanceOf(PushResult.SchemaFault.class);
        }

        @Test
        void saysWhichRoleIsMissing() {
            Map<String, String> info = Map.of("x-powerbi-error-info", "GroupNotAccessible");

            assertThat(pushResultMapper.map(answer(401, "", info)))
                    .isInstanceOfSatisfying(
                            PushResult.Denied.class,
                            denied -> {
                                assertThat(denied.words()).contains("GroupNotAccessible", "r-1");
                                assertThat(denied.remedy())
                                        .contains("Contributor", "tenant setting");
                            });
        }

        @Test
        void saysWhereToLookForWhatIsMissing() {
            String body =
                    """
                    {"error":{"code":"ItemNotFound","message":"Dataset 1 is not Push API dataset."}}
                    """;

            assertThat(pushResultMapper.map(answer(404, body)))
                    .isInstanceOfSatisfying(
                            PushResult.Missing.class,
                            missing ->
                                    assertThat(missing.words())
                                            .contains(
                                                    "is not Push API dataset",
                                                    "POWERBI_DATASET_ID"));
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 403})
        void saysThatPushingWasRetiredAndTheWayOut(int status) {
            String body =
                    """
                    {"error":{"code":"FeatureDeprecatedError","pbi.error":{"code":"FeatureDeprecatedError","details":[{"code":"FeatureDeprecatedMessage","detail":{"type":0,"value":"Creation of streaming dataset is deprecated."}}],"exceptionCulprit":1}}}
                    """;

            assertThat(pushResultMapper.map(answer(status, body)))
                    .isInstanceOfSatisfying(
                            PushResult.Denied.class,
                            denied -> {
                                assertThat(denied.words())
                                        .contains("streaming dataset is deprecated");
                                assertThat(denied.remedy())
                                        .contains("POWERBI_DATASET_ID", "Fabric");
                            });
        }
    }

    @Nested
    class InAnyShape {
        @Test
        void aCodeWithoutAMessage() {
            String body =
                    """
                    {"error":{"code":"DatasetExecuteQueriesError","pbi.error":{"code":"DatasetExecuteQueriesError","parameters":{},"details":[{"code":"DetailsMessage","detail":{"type":1,"value":"The syntax is wrong."}}],"exceptionCulprit":1}}}
                    """;

            assertThat(words(400, body))
                    .isEqualTo(
                            "HTTP 400 DatasetExecuteQueriesError: The syntax is wrong. (RequestId"
                                    + " r-1)");
        }

        @Test
        void aCodeAndAMessage() {
            String body = "{\"error\":{\"code\":\"TokenExpired\",\"message\":\"Expired\"}}";

            assertThat(words(403, body))
                    .isEqualTo("HTTP 403 TokenExpired: Expired (RequestId r-1)");
        }

        @Test
        void aBareMessage() {
            assertThat(words(429, "{\"message\":\"Slower\"}"))
                    .isEqualTo("HTTP 429: Slower (RequestId r-1)");
        }

        @Test
        void nothingButAHeader() {
            SendResult.Answer answer =
                    answer(403, "", Map.of("x-powerbi-error-info", "InvalidToken"));

            assertThat(PowerBiError.of(answer).words())
                    .isEqualTo("HTTP 403 InvalidToken (RequestId r-1)");
        }

        @Test
        void nothingAtAll() {
            assertThat(PowerBiError.of(answer(403, "")).isEmpty()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<html>Service Unavailable</html>",
                    "\"text\"",
                    "[1,2",
                    "{\"error\":\"Service Unavailable\"}"
                })
        void whatIsNoErrorObject(String body) {
            assertThat(words(503, body)).startsWith("HTTP 503: ").endsWith("(RequestId r-1)");
        }

        @Test
        void aPageIsCutShort() {
            assertThat(words(502, "x".repeat(100_000)).length()).isLessThan(700);
        }

        @Test
        void valuesOfRowsAreCovered() {
            String quoted =
                    "{\"message\":\"Column Notes does not take 'Call +1 555 010 0199, or"
                            + " jane.roe@example.com'\"}";

            assertThat(words(400, quoted))
                    .isEqualTo(
                            "HTTP 400: Column Notes does not take 'Call •••9, or •••@example.com'"
                                    + " (RequestId r-1)");
        }

        private static String words(int status, String body) {
            return PowerBiError.of(answer(status, body)).words();
        }
    }
}
