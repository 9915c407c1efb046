package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

@Timeout(60)
class HealthTest {
    @TempDir private Path directory;

    @Test
    void isToldBesideTheWebhooks() throws Exception {
        try (RunningQuill house = new RunningQuill.Plan(directory).open()) {
            assertThat(house.get(house.port, "/health/live").statusCode()).isEqualTo(200);
            assertThat(house.get(house.port, "/health/ready").body())
                    .isEqualTo("{\"status\":\"UP\"}");
        }
    }

    /** As load balancers like to. */
    @Test
    void isToldWithoutItsWordsToWhoeverAsksForTheHeadAlone() throws Exception {
        try (RunningQuill house = new RunningQuill.Plan(directory).open()) {
            HttpRequest head =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + house.port + "/health/ready"))
                            .HEAD()
                            .build();
            try (HttpClient http = HttpClient.newHttpClient()) {
                HttpResponse<String> answer = http.send(head, BodyHandlers.ofString());

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEmpty();
            }
        }
    }

    @Test
    void movesToItsOwnPort() throws Exception {
        int port = RunningQuill.freePort();
        try (RunningQuill house =
                new RunningQuill.Plan(directory)
                        .set("MANAGEMENT_PORT", Integer.toString(port))
                        .open()) {
            assertThat(house.get(port, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(house.get(port, "/webhook/aloware").statusCode()).isEqualTo(404);
            assertThat(house.get(house.port, "/health/ready").statusCode()).isEqualTo(404);
            assertThat(house.aloware(SampleDeliveries.call(1)).statusCode()).isEqualTo(202);
        }
    }
}
