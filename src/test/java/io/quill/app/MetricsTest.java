package io.quill.app;

import static io.quill.app.SampleDeliveries.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.sandbox.Sandbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Prometheus reads of a Quill that runs. */
class MetricsTest {
    @TempDir private Path directory;

    @Test
    void countsDeliveriesByHowTheyWereAnswered() throws Exception {
        try (RunningQuill house = new RunningQuill.Plan(directory).open()) {
            house.aloware(call(1));
            house.aloware(call(1));
            house.hubSpot("[]", "not the secret");
            house.post("/webhook/elsewhere", new byte[0]);

            assertThat(metrics(house))
                    .contains(
                            "quill_webhook_deliveries_total{outcome=\"accepted\",source=\"aloware\"} 2.0",
                            "quill_webhook_events_total{outcome=\"held\",source=\"aloware\"} 1.0",
                            "quill_webhook_events_total{outcome=\"duplicate\",source=\"aloware\"} 1.0",
                            "quill_webhook_accept_seconds_count{source=\"aloware\"} 2",
                            "quill_webhook_deliveries_total{outcome=\"refused\",source=\"hubspot\"} 1.0",
                            "quill_webhook_deliveries_total{outcome=\"refused\",source=\"unknown\"} 1.0");
        }
    }

    @Test
    void timesTheStore() throws Exception {
        try (RunningQuill house = new RunningQuill.Plan(directory).open()) {
            house.aloware(call(1));

            assertThat(metrics(house))
                    .anyMatch(
                            line ->
                                    line.startsWith("quill_store_seconds_count")
                                            && line.contains("operation=\"write_all\"")
                                            && line.contains("outcome=\"fine\""));
        }
    }

    /** One that pushes too: some figures are there only then. */
    @Test
    void isWrittenDownWhole() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                RunningQuill house =
                        new RunningQuill.Plan(directory).all(sandbox.environment()).open()) {
            house.aloware(call(1));
            RunningQuill.await(() -> names(house).contains("quill_push_rows_total"));

            assertThat(names(house)).isEqualTo(documented());
        }
    }

    @Test
    void isWhatAlertsAndDashboardRead() throws Exception {
        for (Path file :
                List.of(
                        Path.of("src/telemetry/alerts.yml"),
                        Path.of("src/telemetry/grafana/dashboards/quill.json"))) {
            Set<String> read =
                    Pattern.compile("quill_\\w+")
                            .matcher(Files.readString(file))
                            .results()
                            .map(MatchResult::group)
                            .map(name -> name.replaceFirst("_(bucket|count|sum)$", ""))
                            .collect(Collectors.toSet());
            assertThat(read).isNotEmpty();
            assertThat(documented()).containsAll(read);
        }
    }

    private static Set<String> names(RunningQuill house) {
        try {
            return metrics(house).stream()
                    .filter(line -> line.startsWith("# TYPE quill_"))
                    .map(line -> line.split(" ", 4)[2])
                    .filter(name -> !name.endsWith("_max"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> documented() throws IOException {
        return Pattern.compile("(?m)^\\| `(quill_\\w+)` \\|")
                .matcher(Files.readString(Path.of("src/docs/metrics.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> metrics(RunningQuill house)
            throws IOException, InterruptedException {
        return house.get(house.port, "/metrics").body().lines().toList();
    }
}
