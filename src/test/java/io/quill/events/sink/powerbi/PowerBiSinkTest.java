package io.quill.events.sink.powerbi;

import static io.quill.events.sink.powerbi.FakeTransport.DATASET;
import static io.quill.events.sink.powerbi.FakeTransport.WORKSPACE;
import static io.quill.events.sink.powerbi.FakeTransport.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.sink.Batch;
import io.quill.events.sink.EventLookup;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.RevocationResult;
import io.quill.events.sink.SequenceProof;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

class PowerBiSinkTest {
    private static final String ROWS = "POST /" + DATASET + "/tables/FactEvent/rows";
    private static final String TABLES = "GET /" + DATASET + "/tables";
    private static final String NUMBERS = TABLES + "/FactEvent/sequenceNumbers";
    private static final String QUERY = "POST /" + DATASET + "/executeQueries";
    private static final String WORDS = "{\"error\":{\"code\":\"Spoilt\"}}";
    private static final Batch BATCH = batch("{\"EventID\":\"A:1\"}", "{\"EventID\":\"A:2\"}");

    private final FakeTransport service = new FakeTransport();
    private final FakeTokenProvider tokens = new FakeTokenProvider();
    private final PowerBiSink sink =
            new PowerBiSink(
                    service,
                    tokens,
                    new DatasetTarget(
                            WORKSPACE,
                            Optional.of(DATASET),
                            "Quill",
                            RetentionPolicy.NONE,
                            "client"),
                    DatasetSchema.QUILL,
                    InstantSource.system(),
                    _ -> {});

    @Nested
    class Revoking {
        @Test
        void usesTheNumberUpWithoutRows() {
            service.on(ROWS, answer(200, "")).on(NUMBERS, answer(200, numbers(7)));

            assertThat(sink.revoke("FactEvent", 7)).isEqualTo(new RevocationResult.Revoked());
            assertThat(text(service.requests.getFirst().body())).isEqualTo("{\"rows\":[]}");
            assertThat(service.requests.getFirst().headers())
                    .containsEntry("X-PowerBI-PushData-SequenceNumber", "7");
        }

        @Test
        void isNotBelievedWhereTheNumberStaysAsItWas() {
            service.on(ROWS, answer(200, "")).on(NUMBERS, answer(200, numbers(6)));

            assertThat(sink.revoke("FactEvent", 7))
                    .isInstanceOf(RevocationResult.Unsupported.class);
        }

        @Test
        void findsANumberThatWasUsed() {
            service.on(ROWS, answer(412, ""));

            assertThat(sink.revoke("FactEvent", 7)).isInstanceOf(RevocationResult.UsedBefore.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {429, 403, 404, 500, 503})
        void failsWhereTheTableTakesNothing(int status) {
            service.on(ROWS, answer(status, WORDS));

            assertThat(sink.revoke("FactEvent", 7)).isInstanceOf(RevocationResult.Failed.class);
        }

        private static String numbers(long number) {
            return "{\"value\":[{\"clientId\":\"client\",\"sequenceNumber\":" + number + "}]}";
        }
    }

    @Nested
    class Appending {
        @Test
        void sendsManyRowsAsTheyAre() {
            service.on(ROWS, answer(200, ""));
            String[] rows =
                    IntStream.range(0, 10_000)
                            .mapToObj(i -> "{\"n\":" + i + "}")
                            .toArray(String[]::new);

            sink.append(batch(rows));

            PowerBiRequest powerBiRequest = service.requests.getFirst();
            assertThat(powerBiRequest.headers()).doesNotContainKey("Content-Encoding");
            assertThat(text(powerBiRequest.body()))
                    .isEqualTo("{\"rows\":[" + String.join(",", rows) + "]}");
        }

        @Test
        void sendsTheRowsUnderTheirNumber() {
            service.on(ROWS, answer(200, ""));

            assertThat(sink.append(BATCH)).isEqualTo(new PushResult.Taken("r-1"));

            PowerBiRequest powerBiRequest = service.requests.getFirst();
            assertThat(text(powerBiRequest.body()))
                    .isEqualTo("{\"rows\":[{\"EventID\":\"A:1\"},{\"EventID\":\"A:2\"}]}");
            assertThat(powerBiRequest.headers())
                    .containsEntry("X-PowerBI-PushData-SequenceNumber", "7")
                    .containsEntry("Authorization", "Bearer t0")
                    .containsEntry("Content-Type", "application/json; charset=utf-8");
        }

        @Test
        void doesNotSendWhatIsTooLarge() {
            assertThat(sink.append(new Batch("FactEvent", 7, Collections.nCopies(10_001, "{}"))))
                    .isInstanceOf(PushResult.TooLarge.class);
            assertThat(sink.append(batch("{\"Notes\":\"" + "x".repeat(16_000_000) + "\"}")))
                    .isInstanceOf(PushResult.TooLarge.class);
            assertThat(service.requests).isEmpty();
        }

        @Test
        void leavesDoubtAlone() {
            service.on(ROWS, new SendResult.NoReply("time-out"));

            assertThat(sink.append(BATCH)).isEqualTo(new PushResult.Doubt("time-out"));
            assertThat(service.requests).hasSize(1);
        }

        @Test
        void blamesTheRowsWhenTheTableIsThere() {
            service.on(ROWS, answer(404, "{\"error\":{\"code\":\"RequestedResourceNotFound\"}}"))
                    .on(TABLES, answer(200, "{\"value\":[{\"name\":\"FactEvent\"}]}"));

            assertThat(sink.append(BATCH)).isInstanceOf(PushResult.Refused.class);
        }

        @Test
        void missesTheTableWhenItIsNotThere() {
            service.on(ROWS, answer(404, "{\"error\":{\"code\":\"RequestedResourceNotFound\"}}"))
                    .on(TABLES, answer(200, "{\"value\":[{\"name\":\"factevent\"}]}"));

            assertThat(sink.append(BATCH)).isInstanceOf(PushResult.Missing.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {403, 405, 415, 422})
        void blamesTheRowsWhenARequestWithoutThemPasses(int status) {
            service.on(ROWS, answer(status, WORDS), answer(200, ""));

            assertThat(sink.append(BATCH)).isInstanceOf(PushResult.Refused.class);
            assertThat(text(service.requests.getLast().body())).isEqualTo("{\"rows\":[]}");
            assertThat(service.requests.getLast().headers())
                    .doesNotContainKey("X-PowerBI-PushData-SequenceNumber");
        }

        @ParameterizedTest
        @ValueSource(ints = {403, 405, 415, 422})
        void blamesNoRowWhenEveryRequestIsRefused(int status) {
            service.on(ROWS, answer(status, WORDS));

            assertThat(sink.append(BATCH)).isInstanceOf(PushResult.Denied.class);
        }

        @Test
        void blamesNoRowForAMissingDataset() {
            service.on(ROWS, answer(404, "{\"error\":{\"code\":\"ItemNotFound\"}}"));

            assertThat(sink.append(BATCH)).isInstanceOf(PushResult.Missing.class);
        }

        @Test
        void looksAnewBeforeASingleRowIsBlamed() {
            Batch single = batch("{\"EventID\":\"A:1\"}");
            service.on(
                    ROWS,
                    answer(422, WORDS),
                    answer(200, ""),
                    answer(422, WORDS),
                    answer(422, WORDS),
                    answer(422, WORDS));

            assertThat(sink.append(BATCH)).isInstanceOf(PushResult.Refused.class);
            assertThat(sink.append(BATCH)).isInstanceOf(PushResult.Refused.class);
            assertThat(sink.append(single)).isInstanceOf(PushResult.Denied.class);
        }

        @Test
        void clearsATable() {
            service.on("DELETE /" + DATASET + "/tables/Dim%20Agent/rows", answer(200, ""));

            assertThat(sink.clear("Dim Agent")).isEqualTo(new PushResult.Taken("r-1"));
            assertThat(service.requests.getFirst().body()).isEmpty();
        }
    }

    @Nested
    class WithARefusedToken {
        @ParameterizedTest
        @CsvSource({"403,", "403,InvalidToken", "403,TokenExpired", "401,", "401,TokenExpired"})
        void sendsOnceMoreWithAnother(int status, String info) {
            Map<String, String> headers =
                    info == null ? Map.of() : Map.of("x-powerbi-error-info", info);
            service.on(ROWS, answer(status, "", headers), answer(200, ""));

            assertThat(sink.append(BATCH)).isInstanceOf(PushResult.Taken.class);
            assertThat(service.requests)
                    .extracting(powerBiRequest -> powerBiRequest.headers().get("Authorization"))
                    .containsExactly("Bearer t0", "Bearer t1");
        }

        @Test
        void answersAChallengeWithAnother() {
            service.on(
                    ROWS,
                    answer(401, "{}", Map.of("WWW-Authenticate", "Bearer claims=\"e30=\"")),
                    answer(200, ""));

            assertThat(sink.append(BATCH)).isInstanceOf(PushResult.Taken.class);
        }

        @Test
        void givesUpAfterTheSecond() {
            service.on(ROWS, answer(403, ""));

            assertThat(sink.append(BATCH))
                    .isInstanceOfSatisfying(
                            PushResult.Denied.class,
                            denied -> assertThat(denied.remedy()).contains("POWERBI_TENANT_ID"));
            assertThat(service.requests)
                    .filteredOn(powerBiRequest -> text(powerBiRequest.body()).contains("EventID"))
                    .hasSize(2);
            // once for the rows, and once to see whether a request without rows is refused too
            assertThat(tokens.renewals).isEqualTo(2);
        }

        @Test
        void asksOnlyForATokenWhereTheTokenIsSaidToBeStale() {
            service.on(ROWS, answer(403, "", Map.of("x-powerbi-error-info", "TokenExpired")));

            assertThat(sink.append(BATCH)).isInstanceOf(PushResult.Denied.class);
            assertThat(service.requests).hasSize(2);
        }

        @Test
        void keepsTheTokenWhenTheWorkspaceIsClosed() {
            service.on(ROWS, answer(401, "", Map.of("x-powerbi-error-info", "GroupNotAccessible")));

            assertThat(sink.append(BATCH)).isInstanceOf(PushResult.Denied.class);
            assertThat(tokens.renewals).isZero();
        }

        @Test
        void isInDoubtWhenTheSecondStaysSilent() {
            service.on(ROWS, answer(403, ""), new SendResult.NoReply("time-out"));

            assertThat(sink.append(BATCH)).isInstanceOf(PushResult.Doubt.class);
        }

        @Test
        void isDeniedWithoutAnyToken() {
            tokens.fault = Optional.of(fault(TokenException.Reason.REFUSED));

            assertThat(sink.append(BATCH)).isEqualTo(new PushResult.Denied("No token", "said so"));
            assertThat(sink.proof("FactEvent", 7)).isInstanceOf(SequenceProof.Unknown.class);
            assertThat(sink.findEvents(List.of("A:1"))).isInstanceOf(EventLookup.Unknown.class);
        }

        @Test
        void isUnsentWhileEntraIsAway() {
            tokens.fault = Optional.of(fault(TokenException.Reason.UNREACHABLE));

            assertThat(sink.append(BATCH)).isEqualTo(new PushResult.Unsent("said so"));
        }

        private static TokenException fault(TokenException.Reason reason) {
            return new TokenException(reason, "said so", new IOException());
        }
    }

    @Nested
    class AskedForProof {
        @Test
        void believesItsOwnNumber() {
            numbers(
                    "{\"clientId\":\"other\",\"sequenceNumber\":99},{\"clientId\":\"CLIENT\",\"sequenceNumber\":7}");

            assertThat(sink.proof("FactEvent", 7)).isEqualTo(new SequenceProof.Taken());
            assertThat(sink.proof("FactEvent", 8)).isEqualTo(new SequenceProof.NotTaken());
            assertThat(sink.proof("FactEvent", 6)).isEqualTo(new SequenceProof.Overtaken(7));
        }

        @Test
        void takesTheOnlyNumberForItsOwn() {
            numbers("{\"clientId\":\"someone\",\"sequenceNumber\":7}");

            assertThat(sink.proof("FactEvent", 7)).isEqualTo(new SequenceProof.Taken());
        }

        @Test
        void takesTheHighestOfStrangers() {
            numbers(
                    "{\"clientId\":\"a\",\"sequenceNumber\":9},{\"clientId\":\"b\",\"sequenceNumber\":3}");

            assertThat(sink.proof("FactEvent", 7)).isEqualTo(new SequenceProof.Overtaken(9));
        }

        @Test
        void provesNothingByAnEmptyListAtFirst() {
            numbers("");

            assertThat(sink.proof("FactEvent", 7)).isInstanceOf(SequenceProof.Unknown.class);
        }

        @Test
        void believesAnEmptyListOnceANumberWasReadBack() {
            numbers("{\"clientId\":\"client\",\"sequenceNumber\":7}");
            sink.proof("FactEvent", 7);
            numbers("");

            assertThat(sink.proof("FactEvent", 8)).isEqualTo(new SequenceProof.NotTaken());
        }

        @ParameterizedTest
        @CsvSource({"404", "400", "403"})
        void knowsNothingWhereNoBooksAreKept(int status) {
            service.on(NUMBERS, answer(status, ""));

            assertThat(sink.proof("FactEvent", 7)).isInstanceOf(SequenceProof.Unknown.class);
        }

        @Test
        void knowsNothingFromAnythingElse() {
            service.on(NUMBERS, answer(200, "{}"));

            assertThat(sink.proof("FactEvent", 7)).isInstanceOf(SequenceProof.Unknown.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 429, 500, 503})
        void isNotAnsweredByAPageOrAFault(int status) {
            service.on(NUMBERS, answer(status, "<html>"));

            assertThat(sink.proof("FactEvent", 7)).isInstanceOf(SequenceProof.Unanswered.class);
        }

        private void numbers(String entries) {
            service.on(NUMBERS, answer(200, "{\"value\":[" + entries + "]}"));
        }
    }

    @Nested
    class AskedForEvents {
        @Test
        void asksInDaxAndReadsPastTheByteOrderMark() {
            service.on(QUERY, answer(200, "\uFEFF" + result("{\"[EventID]\":\"a:2\"}")));

            assertThat(sink.findEvents(List.of("A:1", "A:2")))
                    .isEqualTo(new EventLookup.Found(Set.of("A:2")));
            assertThat(text(service.requests.getFirst().body()))
                    .contains(
                            "EVALUATE SELECTCOLUMNS(FILTER(FactEvent, FactEvent[EventID] IN"
                                    + " {\\\"A:1\\\",\\\"A:2\\\"}), \\\"EventID\\\", FactEvent[EventID])");
        }

        @Test
        void doublesQuotesInIds() {
            assertThat(EventQuery.dax(List.of("a\"b"))).contains("IN {\"a\"\"b\"}");
        }

        @Test
        void asksForAThousandAtATime() {
            service.on(QUERY, answer(200, result("")));

            sink.findEvents(IntStream.range(0, 2_001).mapToObj(i -> "A:" + i).toList());

            assertThat(service.requests).hasSize(3);
        }

        @Test
        void knowsNothingWhenAnyPartStaysUnanswered() {
            service.on(QUERY, answer(200, result("")), new SendResult.NoReply("time-out"));

            assertThat(sink.findEvents(IntStream.range(0, 1_500).mapToObj(i -> "A:" + i).toList()))
                    .isEqualTo(new EventLookup.Unanswered("time-out"));
        }

        @Test
        void knowsNothingFromAResultThatWasCutShort() {
            service.on(
                    QUERY,
                    answer(
                            200,
                            "{\"results\":[{\"tables\":[{\"rows\":[]}],\"error\":{\"code\":\"TooManyRows\"}}]}"));

            assertThat(sink.findEvents(List.of("A:1"))).isInstanceOf(EventLookup.Unknown.class);
        }

        @Test
        void knowsNothingWhenQueriesAreNotAllowed() {
            service.on(
                    QUERY, answer(401, "{\"error\":{\"code\":\"PowerBINotAuthorizedException\"}}"));

            assertThat(sink.findEvents(List.of("A:1")))
                    .isInstanceOfSatisfying(
                            EventLookup.Unknown.class,
                            unknown -> assertThat(unknown.why()).contains("NotAuthorized"));
        }

        private static String result(String rows) {
            return "{\"results\":[{\"tables\":[{\"rows\":[" + rows + "]}]}]}";
        }
    }

    private static Batch batch(String... rows) {
        return new Batch("FactEvent", 7, List.of(rows));
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
