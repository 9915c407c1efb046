package io.quill.events.sink.powerbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quill.platform.store.SettableClock;
import io.quill.platform.time.SteadyClock;
import io.quill.storm.Patience;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

@Timeout(60)
class CamelTransportTest {
    private static final byte[] NOTHING = {};

    private final SettableClock wall = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private Answering answering = exchange -> reply(exchange, 200, NOTHING);
    private HttpServer server;
    private CamelContext camel;
    private CamelTransport transport;

    private interface Answering {
        void to(HttpExchange exchange) throws IOException;
    }

    private record Seen(
            String method, String uri, Map<String, List<String>> headers, byte[] body, int port) {}

    CamelTransportTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        camel = new DefaultCamelContext();
        transport = new CamelTransport(camel.createProducerTemplate());
    }

    @BeforeEach
    void start() throws Exception {
        server.createContext("/", this::handle);
        server.start();
        String endpoint =
                CamelTransport.Http.endpoint(
                        "http://127.0.0.1:" + server.getAddress().getPort(), Duration.ofSeconds(3));
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from(CamelTransport.ROUTE)
                                .setHeader("X-Internal", constant("stays here"))
                                .circuitBreaker()
                                .resilience4jConfiguration(
                                        CamelTransport.Http.breaker(
                                                getContext(), new SteadyClock(wall)))
                                .to(endpoint)
                                .end();
                    }
                });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        server.stop(0);
    }

    @Nested
    class OneSend {
        @ParameterizedTest
        @ValueSource(ints = {200, 307, 400, 401, 403, 404, 408, 412, 413, 429, 500, 502, 503, 504})
        void isOnePostWhateverTheStatus(int status) {
            answering =
                    exchange -> {
                        exchange.getResponseHeaders().set("Retry-After", "0");
                        exchange.getResponseHeaders().set("Location", "/elsewhere");
                        reply(exchange, status, bytes("said"));
                    };

            SendResult sendResult = transport.send(post("{}"));

            assertThat(sendResult).isInstanceOf(SendResult.Answer.class);
            assertThat(((SendResult.Answer) sendResult).status()).isEqualTo(status);
            assertThat(((SendResult.Answer) sendResult).body()).isEqualTo(bytes("said"));
            assertThat(seen).hasSize(1);
        }

        @Test
        void isOnePostWhenTheConnectionDrops() {
            answering = HttpExchange::close;

            assertThat(transport.send(post("{}"))).isInstanceOf(SendResult.NoReply.class);
            assertThat(seen).hasSize(1);
        }

        @Test
        void isOnePostWhenAKeptConnectionDrops() {
            transport.send(post("{}"));
            answering = HttpExchange::close;

            assertThat(transport.send(post("{}"))).isInstanceOf(SendResult.NoReply.class);
            assertThat(seen).hasSize(2);
        }

        @Test
        void isInDoubtWhenNothingComesBackInTime() {
            answering = _ -> {};

            assertThat(transport.send(post("{}"))).isInstanceOf(SendResult.NoReply.class);
            assertThat(seen).hasSize(1);
        }

        @Test
        void isInDoubtWhenTheAnswerBreaksOff() {
            answering =
                    exchange -> {
                        exchange.sendResponseHeaders(200, 100_000);
                        exchange.getResponseBody().write(bytes("only the beginning"));
                        exchange.getResponseBody().flush();
                        exchange.close();
                    };

            assertThat(transport.send(post("{}"))).isInstanceOf(SendResult.NoReply.class);
            assertThat(seen).hasSize(1);
        }

        @Test
        void isUnsentWhenNobodyListens() {
            server.stop(0);

            assertThat(transport.send(post("{}"))).isInstanceOf(SendResult.Unsent.class);
        }

        @Test
        void isUnsentOnceFiveStayedUnanswered() {
            answering = HttpExchange::close;
            for (int i = 0; i < 5; i++) {
                assertThat(transport.send(post("{}"))).isInstanceOf(SendResult.NoReply.class);
            }

            assertThat(transport.send(post("{}"))).isInstanceOf(SendResult.Unsent.class);
            assertThat(seen).hasSize(5);
        }

        @Test
        void isTriedAgainSoonHoweverFarTheWallClockIsSetBack() {
            answering = HttpExchange::close;
            for (int i = 0; i < 5; i++) {
                transport.send(post("{}"));
            }
            wall.advance(Duration.ofHours(-1));
            answering = exchange -> reply(exchange, 200, NOTHING);

            Patience.until(
                    "the circuit closes",
                    () -> transport.send(post("{}")) instanceof SendResult.Answer);
            assertThat(seen).hasSize(6);
        }

        @Test
        void goesOnAfterAnswersThatAreNoSuccess() {
            answering = exchange -> reply(exchange, 503, NOTHING);
            for (int i = 0; i < 15; i++) {
                assertThat(transport.send(post("{}"))).isInstanceOf(SendResult.Answer.class);
            }

            assertThat(seen).hasSize(15);
        }
    }

    @Nested
    class OnTheWire {
        @Test
        void pathQueryAndBodyArriveAsTheyWere() {
            transport.send(
                    new PowerBiRequest(
                            "POST",
                            "/v1.0/a%20b/rows",
                            "defaultRetentionPolicy=None",
                            Map.of(),
                            bytes("{}")));

            assertThat(seen.getFirst().method()).isEqualTo("POST");
            assertThat(seen.getFirst().uri())
                    .isEqualTo("/v1.0/a%20b/rows?defaultRetentionPolicy=None");
            assertThat(seen.getFirst().body()).isEqualTo(bytes("{}"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "DELETE"})
        void aRequestWithoutABodyHasNone(String method) {
            transport.send(new PowerBiRequest(method, "/v1.0/x", "", Map.of(), NOTHING));

            assertThat(seen.getFirst().method()).isEqualTo(method);
            assertThat(seen.getFirst().body()).isEmpty();
        }

        @Test
        void onlyOurHeadersGoOut() {
            transport.send(
                    post("{}")
                            .withHeader("Authorization", "Bearer t")
                            .withHeader("Content-Type", "application/json; charset=utf-8")
                            .withHeader("X-PowerBI-PushData-SequenceNumber", "7"));

            Map<String, List<String>> headers = seen.getFirst().headers();
            assertThat(headers)
                    .containsEntry("Authorization", List.of("Bearer t"))
                    .containsEntry("Content-type", List.of("application/json; charset=utf-8"))
                    .containsEntry("X-powerbi-pushdata-sequencenumber", List.of("7"));
            assertThat(headers.keySet())
                    .containsOnly(
                            "Authorization",
                            "Content-type",
                            "X-powerbi-pushdata-sequencenumber",
                            "Accept-encoding",
                            "Connection",
                            "Content-length",
                            "Host",
                            "User-agent");
        }

        @Test
        void aPackedAnswerIsUnpacked() throws IOException {
            byte[] packed = gzipped("{\"value\":[]}");
            answering =
                    exchange -> {
                        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                        exchange.getResponseHeaders().set("RequestId", "r-1");
                        reply(exchange, 200, packed);
                    };

            SendResult.Answer answer =
                    (SendResult.Answer)
                            transport.send(
                                    new PowerBiRequest(
                                            "GET",
                                            "/v1.0/x",
                                            "",
                                            Map.of("Accept-Encoding", "gzip"),
                                            NOTHING));

            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"value\":[]}");
            assertThat(answer.header("requestid")).contains("r-1");
            assertThat(seen.getFirst().headers()).containsEntry("Accept-encoding", List.of("gzip"));
        }

        @Test
        void aLargeAnswerArrivesWhole() {
            byte[] large = bytes("x".repeat(3_000_000));
            answering = exchange -> reply(exchange, 200, large);
            PowerBiRequest query =
                    new PowerBiRequest("POST", "/v1.0/x/executeQueries", "", Map.of(), bytes("{}"));

            assertThat(((SendResult.Answer) transport.send(query)).body()).isEqualTo(large);
        }

        @Test
        void oneConnectionServesManyRequests() {
            for (int i = 0; i < 5; i++) {
                transport.send(post("{}"));
            }

            assertThat(seen.stream().map(Seen::port).distinct()).hasSize(1);
        }
    }

    @Test
    void onlyThisMachineIsReachedWithoutEncryption() {
        assertThatThrownBy(
                        () ->
                                CamelTransport.Http.endpoint(
                                        "http://api.powerbi.com", Duration.ofSeconds(3)))
                .hasMessageContaining("POWERBI_API_URL");
    }

    private static PowerBiRequest post(String body) {
        return new PowerBiRequest("POST", "/v1.0/rows", "", Map.of(), bytes(body));
    }

    private void handle(HttpExchange exchange) throws IOException {
        seen.add(
                new Seen(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        Map.copyOf(exchange.getRequestHeaders()),
                        exchange.getRequestBody().readAllBytes(),
                        exchange.getRemoteAddress().getPort()));
        answering.to(exchange);
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(text));
        }
        return packed.toByteArray();
    }
}
