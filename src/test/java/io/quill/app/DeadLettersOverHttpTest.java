package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.EventKey;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.EntryState;
import io.quill.platform.settings.LoggingSettings;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/** Many dead letters, and large ones. */
@Timeout(180)
class DeadLettersOverHttpTest {
    private static final String ALL = "{\"all\":true}";

    @TempDir private Path directory;

    private RunningQuill house;
    private AdminClient admin;

    @BeforeEach
    void open() throws Exception {
        house =
                new RunningQuill.Plan(directory)
                        .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                        .on(new MemoryStore(InstantSource.system()))
                        .open();
        admin = new AdminClient(house.port);
    }

    @AfterEach
    void close() {
        admin.close();
        house.close();
    }

    private void fill(int letters) {
        Instant now = Instant.now();
        for (int from = 0; from < letters; from += 1_000) {
            List<Arrival> some =
                    IntStream.range(from, Math.min(letters, from + 1_000))
                            .<Arrival>mapToObj(
                                    i ->
                                            new Arrival.Unreadable(
                                                    EventKey.of("ALOWARE", "rejected", "n" + i),
                                                    "odd",
                                                    ("odd" + i).getBytes(UTF_8),
                                                    "e-1",
                                                    now))
                            .toList();
            house.ledger().hold(some);
        }
    }

    @Test
    void areSaidToBeMoreThanAreCounted() throws Exception {
        fill(10_050);

        JsonNode told = admin.get("/admin/dead-letters?limit=1").json();

        assertThat(told.path("total").asInt()).isEqualTo(10_000);
        assertThat(told.path("capped").asBoolean()).isTrue();
    }

    @Test
    void areAllReplayedThoughMoreThanAreListed() throws Exception {
        fill(10_050);

        JsonNode tried = admin.post("/admin/dead-letters/replay?dryRun=true", ALL).json();

        assertThat(tried.path("letters").asInt()).isEqualTo(10_050);
        assertThat(tried.path("counts").path("still-dead").asInt()).isEqualTo(10_050);
        assertThat(tried.path("each")).hasSize(200);
    }

    @Test
    void ofTooManyEntriesStayOneHoweverOftenTheyAreReplayed() throws Exception {
        String calls = SampleDeliveries.call(1) + ("," + SampleDeliveries.call(1)).repeat(1_000);
        String body = "[" + calls + "]";
        assertThat(house.aloware(body).body()).contains("\"accepted\":0", "\"rejected\":1");
        JsonNode before = admin.get("/admin/dead-letters").json();
        String key = before.path("letters").path(0).path("key").asText();

        for (int i = 0; i < 3; i++) {
            JsonNode done = admin.post("/admin/dead-letters/replay", ALL).json();
            assertThat(done.path("counts").path("still-dead").asInt()).isEqualTo(1);
        }

        assertThat(admin.get("/admin/dead-letters").json()).isEqualTo(before);
        assertThat(before.path("total").asInt()).isEqualTo(1);
        assertThat(before.path("capped").asBoolean()).isFalse();
        assertThat(before.path("reasons").path(0).path("reason").asText())
                .contains("more than 1,000 entries", "in parts");
        assertThat(admin.get("/admin/dead-letters/" + key + "/raw").text()).isEqualTo(body);
    }

    @Test
    void areNoneOfATimeThatCannotBeReadButItIsSaid() throws Exception {
        try (CapturedLog log = new CapturedLog(LoggingSettings.DEFAULT)) {
            String call = SampleDeliveries.call(7).replace("20:58:44", "25:58:44");

            assertThat(house.aloware(call).body()).contains("\"accepted\":1");

            assertThat(house.held("ALOWARE:7").orElseThrow().state()).isEqualTo(EntryState.READY);
            assertThat(house.held("ALOWARE:7").orElseThrow().event().orElseThrow().notes())
                    .isEqualTo("time of arrival: the time told could not be read");
            assertThat(String.join("\n", log.lines()))
                    .contains("sent a time that cannot be read", "ALOWARE:7");
        }
    }
}
