package io.quill.app;

import static io.quill.app.RunningQuill.TOKEN;
import static io.quill.app.SampleDeliveries.call;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.storm.Server;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A process with the heap that the launcher gives it survives a MiB of anything. */
@Timeout(300)
class CrowdedBodiesTest {
    private static final int MIB = 1 << 20;
    private static final AtomicLong IDS = new AtomicLong(1000);

    @TempDir private static Path directory;
    private static Server quill;
    private static HttpClient http;

    record Body(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        int port = Server.freePort();
        Map<String, String> environment = new HashMap<>(RunningQuill.environment(directory, port));
        environment.put("QUILL_MODE", "run");
        quill = Server.start("io.quill.Quill", port, environment, "run");
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        quill.close();
    }

    private static Stream<Body> bodies() {
        return Stream.of(
                new Body("empty objects", array("{}")),
                new Body("small objects", array("{\"a\":1}")),
                new Body("numbers", array("1234567")),
                new Body("empty arrays", array("[]")),
                new Body("texts", array("\"\"")),
                new Body("calls without an id", array("{\"type\":1,\"direction\":2,\"x\":9}")),
                new Body("objects within an object", "{" + named("{\"b\":1}") + "}"),
                new Body("names in an object", "{" + named("1") + "}"),
                new Body("one name, very often", array("{\"a\":1,\"a\":1,\"a\":1}")),
                new Body("one huge text", "{\"a\":\"" + "x".repeat(MIB - 100) + "\"}"),
                new Body("one huge number", "{\"a\":" + "9".repeat(MIB - 100) + "}"),
                new Body("depth", "{\"a\":".repeat(MIB / 5 - 10)));
    }

    private static String array(String entry) {
        return "[" + (entry + ",").repeat((MIB - 100) / (entry.length() + 1)) + entry + "]";
    }

    private static String named(String value) {
        StringBuilder text = new StringBuilder("\"type\":1");
        IntStream.range(0, (MIB - 100) / (value.length() + 10))
                .forEach(i -> text.append(",\"%06x\":".formatted(i)).append(value));
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void areOneDeadLetterEach(Body body) throws Exception {
        HttpResponse<String> answer = aloware(body.text());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"accepted\":0", "\"ignored\":0", "\"rejected\":1");
        assertThat(aloware(call(IDS.incrementAndGet())).body()).contains("\"accepted\":1");
    }

    private static HttpResponse<String> aloware(String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + quill.port + "/webhook/aloware"))
                        .timeout(Duration.ofMinutes(2))
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(BodyPublishers.ofByteArray(body.getBytes(UTF_8)))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
