package io.quill.house;

import static io.quill.house.Deliveries.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** What Prometheus reads of a Quill that runs. */
class MetricsTest {
    @TempDir private Path directory;

    @Test
    void countsDeliveriesByHowTheyWereAnswered() throws Exception {
        try (RunningHouse house = new RunningHouse.Plan(directory).open()) {
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
        try (RunningHouse house = new RunningHouse.Plan(directory).open()) {
            house.aloware(call(1));

            assertThat(metrics(house))
                    .anyMatch(
                            line ->
                                    line.startsWith("quill_store_seconds_count")
                                            && line.contains("operation=\"write_all\"")
                                            && line.contains("outcome=\"fine\""));
        }
    }

    private static List<String> metrics(RunningHouse house) throws Exception {
        return house.get(house.port, "/metrics").body().lines().toList();
    }
}
