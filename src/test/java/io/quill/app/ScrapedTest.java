package io.quill.app;

import static io.quill.app.SampleDeliveries.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.Programs;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.aloware.StandInUser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;

/** A Prometheus that scrapes a Quill: every panel of the dashboard shows something. */
@Timeout(120)
class ScrapedTest {
    private static final Path TELEMETRY = Path.of("src/telemetry");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int AGENT = 4711;
    private static final int RING_GROUP = 8465;

    @TempDir private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void hasDataForEveryPanelAndReadsEveryRule() throws Exception {
        assumeTrue(
                Programs.has("prometheus"),
                "prometheus is not on the PATH: install it to have the dashboard tried");
        try (Sandbox sandbox = staffed();
                RunningQuill house = house(sandbox)) {
            int port = RunningQuill.freePort();
            Process prometheus = prometheus(house.port, port);
            try {
                assertThat(empty(house, prometheus, port)).as(said()).isEmpty();
                assertThat(rules(port)).isNotEmpty().containsOnly("ok");
            } finally {
                prometheus.destroyForcibly().waitFor();
            }
        }
    }

    private static Sandbox staffed() {
        Sandbox sandbox = Sandbox.start();
        sandbox.roster()
                .put(
                        new StandInUser(
                                AGENT, "Ada", "ada@example.org", StandInUser.Status.AVAILABLE));
        sandbox.roster().ringGroup(RING_GROUP, List.of((long) AGENT));
        return sandbox;
    }

    private RunningQuill house(Sandbox sandbox) throws IOException {
        Map<String, String> environment = new HashMap<>(sandbox.environment());
        environment.keySet().removeIf(each -> each.startsWith("NEXUDUS"));
        return new RunningQuill.Plan(directory.resolve("quill"))
                .all(environment)
                .set("ALOWARE_RING_GROUP_ID", Integer.toString(RING_GROUP))
                .open();
    }

    /** With the configuration as it is shipped, but for the place and the pace. */
    private Process prometheus(int quill, int port) throws IOException {
        Files.copy(TELEMETRY.resolve("alerts.yml"), directory.resolve("alerts.yml"));
        String shipped = Files.readString(TELEMETRY.resolve("prometheus.yml"));
        assertThat(shipped).contains("15s", "quill:9090");
        Path configuration = directory.resolve("prometheus.yml");
        Files.writeString(
                configuration,
                shipped.replace("15s", "1s").replace("quill:9090", "127.0.0.1:" + quill));
        return new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("series"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
    }

    private String said() throws IOException {
        return Files.readString(directory.resolve("prometheus.log"));
    }

    private static Set<String> expressions() throws IOException {
        Set<String> all = new TreeSet<>();
        Path dashboard = TELEMETRY.resolve("grafana/dashboards/quill.json");
        MAPPER.readTree(dashboard.toFile())
                .path("panels")
                .findValuesAsText("expr")
                .forEach(all::add);
        assertThat(all).isNotEmpty();
        return all;
    }

    /** The expressions that show nothing, however long they are given and whatever comes. */
    private Set<String> empty(RunningQuill house, Process prometheus, int port)
            throws IOException, InterruptedException {
        Set<String> empty = expressions();
        long calls = 0;
        Instant end = Instant.now().plusSeconds(60);
        while (prometheus.isAlive() && Instant.now().isBefore(end)) {
            house.aloware(call(++calls, Integer.toString(AGENT)));
            empty.removeIf(each -> showsSomething(port, each));
            if (empty.isEmpty()) {
                return empty;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        return empty;
    }

    private boolean showsSomething(int port, String expression) {
        String query = "query?query=" + URLEncoder.encode(expression, UTF_8);
        for (JsonNode series : asked(port, query).path("data").path("result")) {
            if (!series.path("value").path(1).asText().equals("NaN")) {
                return true;
            }
        }
        return false;
    }

    private List<String> rules(int port) {
        RunningQuill.await(() -> !asked(port, "rules").toString().contains("unknown"));
        return StreamSupport.stream(
                        asked(port, "rules").path("data").path("groups").spliterator(), false)
                .flatMap(group -> group.path("rules").findValuesAsText("health").stream())
                .toList();
    }

    private JsonNode asked(int port, String what) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/" + what);
        try {
            return MAPPER.readTree(
                    http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
        } catch (IOException _) {
            // it does not listen yet
            return MAPPER.createObjectNode().put("health", "unknown");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
