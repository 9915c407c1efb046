package io.quill.app;

import static io.quill.app.RunningQuill.TOKEN;
import static io.quill.app.RunningQuill.await;
import static io.quill.app.SampleDeliveries.call;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.platform.settings.LoggingSettings;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Each kind of bad input has its answer, and none costs more than it. */
@Timeout(120)
class HostileInputTest {
    private static final int MOST_BYTES = 64 * 1024;
    private static final AtomicLong IDS = new AtomicLong(1000);

    @TempDir private static Path directory;
    private static RunningQuill house;

    private final long id = IDS.incrementAndGet();

    @BeforeAll
    static void open() throws Exception {
        house =
                new RunningQuill.Plan(directory)
                        .set("MAX_BODY_BYTES", "64KiB")
                        .bodiesWithin(Duration.ofMillis(400))
                        .open();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static String head(String more) {
        return "POST /webhook/aloware HTTP/1.1\r\nHost: q\r\nAuthorization: Bearer "
                + TOKEN
                + "\r\n"
                + more
                + "\r\n";
    }

    private static void assertStillServes() throws Exception {
        assertThat(house.aloware(call(IDS.incrementAndGet())).statusCode()).isEqualTo(202);
    }

    private static void assertKeptRaw(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"accepted\":0", "\"rejected\":1");
    }

    @Nested
    class Refuses {
        @ParameterizedTest
        @ValueSource(strings = {"", "Bearer", "Bearer wrong-token", "Basic !!!", "Digest x"})
        void whoDoesNotKnowTheToken(String authorization) throws Exception {
            byte[] body = call(id).getBytes(UTF_8);
            HttpResponse<String> answer =
                    authorization.isEmpty()
                            ? house.post("/webhook/aloware", body)
                            : house.post("/webhook/aloware", body, "Authorization", authorization);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().map().keySet()).containsExactlyInAnyOrder("content-length");
            assertThat(house.held("ALOWARE:" + id)).isEmpty();
        }

        @Test
        void anotherMethod() throws Exception {
            HttpResponse<String> answer = house.get(house.port, "/webhook/aloware");

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).contains("POST");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/webhook/nobody",
                    "/webhook/",
                    "/webhook",
                    "/",
                    "/webhook/aloware/more",
                    "/webhook/..%2faloware",
                    "/pom.xml",
                    "/%00"
                })
        void aPathThatIsNone(String path) throws Exception {
            HttpResponse<String> answer =
                    house.post(path, new byte[0], "Authorization", "Bearer " + TOKEN);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("nobody", "aloware", "pom");
        }

        @Test
        void aBodyThatIsSaidToBeTooLarge() throws Exception {
            try (RawConnection rawConnection = house.wire()) {
                rawConnection.say(head("Content-Length: 65537\r\n"));

                assertThat(rawConnection.hear().status()).isEqualTo(413);
            }
        }

        @Test
        void aBodyThatIsTooLargeAndTellsItsSender() throws Exception {
            assertThat(house.aloware("x".repeat(MOST_BYTES + 1)).statusCode()).isEqualTo(413);
            assertThat(house.aloware("x".repeat(4_000_000)).statusCode()).isEqualTo(413);
        }

        @Test
        void aBodyInChunksThatIsTooLarge() throws Exception {
            try (RawConnection rawConnection = house.wire()) {
                rawConnection.say(head("Transfer-Encoding: chunked\r\n"));
                for (int i = 0; i < 17; i++) {
                    rawConnection.say("1000\r\n" + "x".repeat(0x1000) + "\r\n");
                }

                assertThat(rawConnection.hear().status()).isEqualTo(413);
            }
        }

        @Test
        void neitherAFullNorAnEmptyBody() throws Exception {
            String largest = "\"" + "x".repeat(MOST_BYTES - 2) + "\"";

            assertKeptRaw(house.aloware(largest));
            assertKeptRaw(house.aloware(""));
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "+5", "0x10", "9999999999999999999999", "5, 6", "abc"})
        void aLengthThatIsNone(String length) throws Exception {
            try (RawConnection rawConnection = house.wire()) {
                rawConnection.say(head("Content-Length: " + length + "\r\n") + "12345");

                assertThat(rawConnection.hear().status()).isBetween(400, 413);
                assertThat(rawConnection.isClosed()).isTrue();
            }
        }

        @Test
        void aHeadThatIsTooLarge() throws Exception {
            try (RawConnection rawConnection = house.wire()) {
                rawConnection.say(head("X-Filler: " + "x".repeat(9_000) + "\r\n"));

                assertThat(rawConnection.hear().status()).isEqualTo(431);
            }
        }

        @Test
        void toSpeakHttp2InTheClear() throws Exception {
            try (RawConnection rawConnection = house.wire()) {
                rawConnection.say("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

                assertThat(rawConnection.hear().status()).isNotEqualTo(200);
                assertThat(rawConnection.isClosed()).isTrue();
            }
        }
    }

    @Nested
    class WaitsNoLongerThanItMustFor {
        @Test
        void aBodyThatIsShorterThanItWasSaid() throws Exception {
            try (RawConnection rawConnection = house.wire()) {
                rawConnection.say(head("Content-Length: 1000\r\n") + "{\"half\":");

                assertThat(rawConnection.hear().status()).isEqualTo(408);
                assertThat(rawConnection.isClosed()).isTrue();
            }
        }

        @Test
        void aChunkThatNeverComes() throws Exception {
            try (RawConnection rawConnection = house.wire()) {
                rawConnection.say(head("Transfer-Encoding: chunked\r\n") + "5\r\nhello\r\n");

                assertThat(rawConnection.hear().status()).isEqualTo(408);
            }
        }

        @Test
        void aSenderThatSaysALittleNowAndThen() throws Exception {
            try (RawConnection rawConnection = house.wire()) {
                rawConnection.say(head("Content-Length: 1000\r\n"));
                RawConnection.Heard heard;
                try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor()) {
                    Future<?> dripping = sender.submit(() -> drip(rawConnection));
                    heard = rawConnection.hear();
                    dripping.cancel(true);
                }

                assertThat(heard.status()).isEqualTo(408);
            }
        }

        private static Object drip(RawConnection rawConnection) throws Exception {
            while (!Thread.currentThread().isInterrupted()) {
                rawConnection.say("x");
                LockSupport.parkNanos(20_000_000);
            }
            return "done";
        }

        @Test
        void manyWhoGoAwayHalfway() throws Exception {
            for (int i = 0; i < 300; i++) {
                try (RawConnection rawConnection = house.wire()) {
                    rawConnection.say(head("Content-Length: 1000\r\n") + "{\"half\":");
                }
            }

            assertStillServes();
        }
    }

    @Nested
    class KeepsForAPerson {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{",
                    "not json",
                    "{\"a\":1}{\"b\":2}",
                    "[1,2",
                    "{\"event\":\"x\",\"event\":\"y\"}",
                    "nul"
                })
        void whatIsNoJson(String body) throws Exception {
            assertKeptRaw(house.aloware(body + " ".repeat((int) id % 500)));
        }

        @Test
        void whatIsNested() throws Exception {
            assertKeptRaw(house.aloware("[".repeat(60_000)));
            assertKeptRaw(house.aloware("{\"a\":".repeat(12_000)));
        }

        @Test
        void bytesThatAreNoText() throws Exception {
            assertKeptRaw(house.aloware(new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'}));
        }

        @Test
        void whatOnlyClaimsToBeCompressed() throws Exception {
            assertKeptRaw(
                    house.aloware(
                            new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3},
                            "Content-Encoding",
                            "gzip"));
        }

        @Test
        void whatFollowsAnUnderstatedLength() throws Exception {
            try (RawConnection rawConnection = house.wire()) {
                rawConnection.say(head("Content-Length: 5\r\n") + call(id) + "\r\n\r\n");

                assertThat(rawConnection.hear().body()).contains("\"rejected\":1");
                assertThat(rawConnection.hear().status()).isIn(0, 400);
                assertThat(rawConnection.isClosed()).isTrue();
            }
            assertThat(house.held("ALOWARE:" + id)).isEmpty();
        }
    }

    @Nested
    class Understands {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "Application/X-WWW-Form-URLEncoded; charset=utf-8",
                    "multipart/form-data; boundary=x",
                    "multipart/form-data",
                    "application/json; charset=klingon",
                    "application/octet-stream",
                    ";;;",
                    "a/b/c;=;charset",
                    "*/*"
                })
        void jsonOfWhateverTypeItIsSaidToBe(String type) throws Exception {
            HttpResponse<String> answer =
                    house.aloware(call(id).getBytes(UTF_8), "Content-Type", type);

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).contains("\"accepted\":1");
        }

        @Test
        void aSenderThatAsksFirst() throws Exception {
            String body = call(id);
            try (RawConnection rawConnection = house.wire()) {
                rawConnection.say(
                        head("Expect: 100-continue\r\nContent-Length: " + body.length() + "\r\n"));
                assertThat(rawConnection.hear().status()).isEqualTo(100);

                rawConnection.say(body);
                assertThat(rawConnection.hear().status()).isEqualTo(202);
            }
        }

        @Test
        void severalRequestsOneAfterTheOther() throws Exception {
            String first = call(id);
            String second = call(IDS.incrementAndGet());
            try (RawConnection rawConnection = house.wire()) {
                rawConnection.say(
                        head("Content-Length: " + first.length() + "\r\n")
                                + first
                                + head("Content-Length: " + second.length() + "\r\n")
                                + second);

                assertThat(rawConnection.hear().body()).contains("\"accepted\":1");
                assertThat(rawConnection.hear().body()).contains("\"accepted\":1");
            }
        }
    }

    @Test
    void repliesWithNothingOfTheRequest() throws Exception {
        HttpResponse<String> answer =
                house.post(
                        "/webhook/aloware?marker=query-marker&Authorization=x",
                        call(id).getBytes(UTF_8),
                        "Authorization",
                        "Bearer " + TOKEN,
                        "X-Marker",
                        "header-marker",
                        "Origin",
                        "https://evil.example.net");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().map().keySet())
                .containsExactlyInAnyOrder("content-length", "content-type");
        assertThat(answer.body()).doesNotContain("marker", Long.toString(id), "evil");
    }

    @Nested
    class AFlood {
        @Test
        void ofBadSignaturesCostsNeitherThreadsNorLines() throws Exception {
            flood(500, HostileInputTest::badSignature);
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            try (CapturedLog log = new CapturedLog(LoggingSettings.DEFAULT)) {
                flood(5_000, HostileInputTest::badSignature);

                assertThat(log.lines()).hasSizeLessThan(10);
            }
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
                    .isLessThan(threads + 80);
            assertStillServes();
        }

        @Test
        void ofBodiesThatAreTooLargeCostsNoLines() throws Exception {
            try (CapturedLog log = new CapturedLog(LoggingSettings.DEFAULT)) {
                flood(300, () -> house.aloware("x".repeat(MOST_BYTES + 1)).statusCode());

                assertThat(log.lines()).hasSizeLessThan(10);
            }
            assertStillServes();
        }

        @Test
        void ofBrokenConnectionsCostsNoLines() throws Exception {
            try (CapturedLog log = new CapturedLog(LoggingSettings.DEFAULT)) {
                flood(
                        500,
                        () -> {
                            try (RawConnection rawConnection = house.wire()) {
                                String body = call(IDS.incrementAndGet());
                                rawConnection.say(
                                        head("Content-Length: " + body.length() + "\r\n") + body);
                            }
                            return 0;
                        });
                assertStillServes();

                assertThat(log.lines()).hasSizeLessThan(10);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET /%zz HTTP/1.1\r\nHost: q\r\n\r\n",
                    "GET /console?%zz HTTP/1.1\r\nHost: q\r\n\r\n",
                    "GET /health/live HTTP/1.1\r\n\r\n",
                    "GET /health/live HTTP/1.1\r\nHost: a:b:c\r\n\r\n"
                })
        void ofWhatIsNoneOfHttpCostsNoLines(String request) throws Exception {
            try (CapturedLog log = new CapturedLog(LoggingSettings.DEFAULT)) {
                flood(
                        100,
                        () -> {
                            try (RawConnection rawConnection = house.wire()) {
                                return rawConnection.say(request).hear().status();
                            }
                        });
                assertStillServes();

                assertThat(log.lines()).hasSizeLessThan(10);
            }
        }

        private static void flood(int times, Callable<Integer> one) throws Exception {
            try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
                List<Future<Integer>> all = new ArrayList<>();
                for (int i = 0; i < times; i++) {
                    all.add(senders.submit(one));
                }
                for (Future<Integer> each : all) {
                    assertThat(each.get()).isIn(0, 400, 401, 413);
                }
            }
        }
    }

    private static int badSignature() throws Exception {
        return house.hubSpot("[]", "wrong").statusCode();
    }

    @Test
    void bodiesOnTheirWayNeverFillTheMemory(@TempDir Path other) throws Exception {
        try (RunningQuill small = new RunningQuill.Plan(other).bodiesOf(100_000).open()) {
            List<RawConnection> hoarders = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                RawConnection rawConnection = small.wire();
                rawConnection.say(head("Content-Length: 20000\r\n") + "x".repeat(10_000));
                hoarders.add(rawConnection);
            }
            await(() -> refuses(small));

            for (RawConnection rawConnection : hoarders) {
                rawConnection.close();
            }
            await(() -> !refuses(small));
        }
    }

    private static boolean refuses(RunningQuill house) {
        try {
            String filler = "{\"x\":\"" + "x".repeat(20_000) + "\"}";
            return house.aloware(filler).statusCode() == 503;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
