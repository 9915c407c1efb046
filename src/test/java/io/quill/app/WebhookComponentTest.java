package io.quill.app;

import static io.quill.app.RunningQuill.PUBLIC_URL;
import static io.quill.app.RunningQuill.SECRET;
import static io.quill.app.SampleDeliveries.batch;
import static io.quill.app.SampleDeliveries.call;
import static io.quill.app.SampleDeliveries.callWithoutAgent;
import static io.quill.app.SampleDeliveries.ownerChange;
import static io.quill.app.SampleDeliveries.signature;
import static io.quill.app.SampleDeliveries.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.ledger.EntryState;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** What a sender of webhooks meets, over HTTP. */
@Timeout(120)
class WebhookComponentTest {
    private static final String OTHER_SECRET = "hubspot-secret-2";
    private static final AtomicLong IDS = new AtomicLong(1000);

    @TempDir private static Path directory;
    private static RunningQuill house;

    private final long id = IDS.incrementAndGet();

    @BeforeAll
    static void open() throws Exception {
        house =
                new RunningQuill.Plan(directory)
                        .set("HUBSPOT_CLIENT_SECRET", SECRET + "," + OTHER_SECRET)
                        .open();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static void assertCounts(
            HttpResponse<String> answer,
            int accepted,
            int duplicates,
            int gated,
            int ignored,
            int rejected) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body())
                .matches("\\{\"envelope\":\"[0-9a-f-]{36}\",.*")
                .endsWith(
                        "\"accepted\":%d,\"duplicates\":%d,\"gated\":%d,\"ignored\":%d,\"rejected\":%d}"
                                .formatted(accepted, duplicates, gated, ignored, rejected));
    }

    @Nested
    class Aloware {
        @Test
        void isToldThatACallCounts() throws Exception {
            assertCounts(house.aloware(call(id)), 1, 0, 0, 0, 0);
            assertThat(house.held("ALOWARE:" + id))
                    .hasValueSatisfying(
                            ledgerEntry ->
                                    assertThat(ledgerEntry.state()).isEqualTo(EntryState.READY));
        }

        @Test
        void isToldThatItIsKnown() throws Exception {
            house.aloware(call(id));

            assertCounts(house.aloware(call(id)), 0, 1, 0, 0, 0);
        }

        @Test
        void completesWhatLackedItsAgent() throws Exception {
            assertCounts(house.aloware(callWithoutAgent(id)), 1, 0, 0, 0, 0);
            assertThat(house.held("ALOWARE:" + id).orElseThrow().state())
                    .isEqualTo(EntryState.UNRESOLVED);

            assertCounts(house.aloware(call(id)), 0, 1, 0, 0, 0);
            assertThat(house.held("ALOWARE:" + id).orElseThrow().state())
                    .isEqualTo(EntryState.READY);
        }

        @Test
        void mayTryItOut() throws Exception {
            assertCounts(house.aloware("{\"test_payload\":true}"), 0, 0, 0, 1, 0);
        }

        @Test
        void maySignInAsWithAPassword() throws Exception {
            HttpResponse<String> answer =
                    house.post(
                            "/webhook/aloware",
                            call(id).getBytes(UTF_8),
                            "Authorization",
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString(
                                                    ("any:" + RunningQuill.TOKEN).getBytes(UTF_8)));

            assertCounts(answer, 1, 0, 0, 0, 0);
        }
    }

    @Nested
    class HubSpot {
        @Test
        void signsWithEitherSecretWhileOneIsReplaced() throws Exception {
            assertCounts(house.hubSpot(batch(List.of(ticket(id)))), 1, 0, 0, 0, 0);
            assertCounts(house.hubSpot(batch(List.of(ticket(id))), OTHER_SECRET), 0, 1, 0, 0, 0);
            assertThat(house.hubSpot(batch(List.of(ticket(id))), "a third").statusCode())
                    .isEqualTo(401);
        }

        @Test
        void bringsAThousandEventsAtOnce() throws Exception {
            String body =
                    batch(LongStream.range(0, 1_000).mapToObj(i -> ticket(1_000_000 + i)).toList());

            assertCounts(house.hubSpot(body), 1_000, 0, 0, 0, 0);
            assertCounts(house.hubSpot(body), 0, 1_000, 0, 0, 0);
        }

        @Test
        void signsThePublicAddressWhateverTheProxyClaims() throws Exception {
            String body = batch(List.of(ticket(id)));
            String now = Long.toString(System.currentTimeMillis());
            try (RawConnection rawConnection = house.wire()) {
                RawConnection.Heard heard =
                        rawConnection
                                .say(
                                        """
                                        POST /webhook/hubspot HTTP/1.1\r
                                        Host: evil.example.net\r
                                        X-Forwarded-Host: evil.example.net\r
                                        X-Forwarded-Proto: http\r
                                        Forwarded: host=evil.example.net;proto=http\r
                                        X-HubSpot-Request-Timestamp: %s\r
                                        X-HubSpot-Signature-v3: %s\r
                                        Content-Length: %d\r
                                        \r
                                        %s"""
                                                .formatted(
                                                        now,
                                                        signature(
                                                                SECRET,
                                                                PUBLIC_URL + "/webhook/hubspot",
                                                                body,
                                                                now),
                                                        body.length(),
                                                        body))
                                .hear();
                assertThat(heard.status()).isEqualTo(202);
            }
        }

        @Test
        void signsTheQueryAsWell() throws Exception {
            String body = batch(List.of(ticket(id)));
            String now = Long.toString(System.currentTimeMillis());
            String path = "/webhook/hubspot?tenant=7";

            assertCounts(post(path, body, now, signature(SECRET, PUBLIC_URL + path, body, now)));
        }

        private void assertCounts(HttpResponse<String> answer, int... counts) {
            if (counts.length == 0) {
                WebhookComponentTest.assertCounts(answer, 1, 0, 0, 0, 0);
            } else {
                WebhookComponentTest.assertCounts(
                        answer, counts[0], counts[1], counts[2], counts[3], counts[4]);
            }
        }

        private HttpResponse<String> post(
                String path, String body, String timestamp, String signature) throws Exception {
            return house.post(
                    path,
                    body.getBytes(UTF_8),
                    "X-HubSpot-Request-Timestamp",
                    timestamp,
                    "X-HubSpot-Signature-v3",
                    signature);
        }

        @Test
        void cannotMoveItsSignatureIntoTheQuery() throws Exception {
            String body = batch(List.of(ticket(id)));
            String now = Long.toString(System.currentTimeMillis());
            String signature =
                    URLEncoder.encode(
                            signature(SECRET, PUBLIC_URL + "/webhook/hubspot", body, now), UTF_8);

            HttpResponse<String> answer =
                    house.post(
                            "/webhook/hubspot?X-HubSpot-Request-Timestamp="
                                    + now
                                    + "&X-HubSpot-Signature-v3="
                                    + signature,
                            body.getBytes(UTF_8));

            assertThat(answer.statusCode()).isEqualTo(401);
        }

        @Test
        void losesNoneOfAHundredEventsForOneThatIsBad() throws Exception {
            List<String> events = new ArrayList<>();
            for (int i = 0; i < 99; i++) {
                events.add(ticket(500_000 + i));
            }
            events.add(50, "{\"subscriptionType\":7,\"subscriptionType\":8}");

            WebhookComponentTest.assertCounts(house.hubSpot(batch(events)), 99, 0, 0, 0, 1);
            for (int i = 0; i < 99; i++) {
                assertThat(house.held("HUBSPOT:77:0-5:" + (500_000 + i) + ":created")).isPresent();
            }
        }

        @Test
        void wakesATicketThatWaitsForItsOwner() throws Exception {
            house.hubSpot(batch(List.of(ticket(id))));
            String key = "HUBSPOT:77:0-5:" + id + ":created";
            var parked = house.held(key).orElseThrow();
            house.ledger().park(parked, "no owner", parked.seenAt().plusSeconds(86_400));

            WebhookComponentTest.assertCounts(
                    house.hubSpot(batch(List.of(ownerChange(id)))), 0, 0, 0, 1, 0);

            assertThat(house.held(key).orElseThrow().due())
                    .hasValueSatisfying(
                            due -> assertThat(due).isBefore(parked.seenAt().plusSeconds(60)));
        }

        @Test
        void makesNothingOfAChangeToWhatIsUnknown() throws Exception {
            WebhookComponentTest.assertCounts(
                    house.hubSpot(batch(List.of(ownerChange(id)))), 0, 0, 0, 1, 0);
            assertThat(house.held("HUBSPOT:77:0-5:" + id + ":created")).isEmpty();
        }
    }
}
