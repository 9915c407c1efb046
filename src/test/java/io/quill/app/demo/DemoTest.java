package io.quill.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.app.House;
import io.quill.app.RunningHouse;
import io.quill.events.Metric;
import io.quill.platform.settings.Settings;
import io.quill.platform.settings.Sources;
import io.quill.sandbox.dax.Dashboard;
import io.quill.sandbox.dax.Status;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A tenth of a day, told within two seconds. */
class DemoTest {
    private static final Goals FEW = new Goals(10);

    private static Demo demo;
    private static House house;
    private static Post post;
    private static Play play;

    @BeforeAll
    static void playIt() throws IOException, InterruptedException {
        demo = new Demo();
        String port = Integer.toString(RunningHouse.freePort());
        Sources sources =
                Sources.of(
                        demo.environment(Map.of("QUILL_PORT", port)), demo.scratch().directory());
        Settings settings = RunningHouse.settings(sources);
        house = House.of(settings, sources.camel());
        house.start();
        post = new Post(house.port());
        new Office(post, demo.key).open(demo.today(), FEW);
        play = demo.play(post, settings, FEW);
        play.catchUp(Duration.ofSeconds(2));
        play.tidyUp();
        RunningHouse.await(() -> demo.pushed() >= play.happened());
    }

    @AfterAll
    static void clearAway() {
        post.close();
        house.close();
        demo.close();
    }

    private static List<Dashboard.Line> lines() {
        return demo.dashboard()
                .map(
                        told ->
                                switch (told) {
                                    case Dashboard.Shown(_, _, List<Dashboard.Line> lines) -> lines;
                                    case Dashboard.Broken(String why) ->
                                            throw new AssertionError(why);
                                })
                .orElseThrow();
    }

    private static Stream<Status> colours() {
        return lines().stream().map(Dashboard.Line::status);
    }

    @Test
    void bringsEveryMetricToPowerBi() {
        for (Metric metric : Metric.values()) {
            assertThat(lines())
                    .filteredOn(line -> line.metricId().equals(metric.name()))
                    .extracting(Dashboard.Line::actual)
                    .as(metric.name())
                    .anyMatch(actual -> actual > 0);
        }
    }

    @Test
    void countsNothingTwice() {
        assertThat(lines().stream().mapToLong(Dashboard.Line::actual).sum())
                .isEqualTo(play.happened());
    }

    @Test
    void coloursTheDashboard() {
        assertThat(colours()).contains(Status.GREEN, Status.RED);
    }

    @Test
    void leavesADeadLetterAndAStrangerToLookAt() throws IOException, InterruptedException {
        String books = new Office(post, demo.key).ask("GET", "/admin/books", "").body();

        assertThat(books).containsPattern("\"dead\":[1-9]").containsPattern("\"gated\":[1-9]");
    }

    @Test
    void heedsNothingOfWhatIsSetForARealQuill() {
        Map<String, String> real =
                Map.of(
                        "POWERBI_DATASET_ID", "real",
                        "POWERBI_API_URL", "https://api.powerbi.com",
                        "WAREHOUSE_URL", "jdbc:postgresql://real/{tenant}",
                        "NOTIFY_URL_FILE", "/run/secrets/chat",
                        "QUILL_PORT", "8081");

        assertThat(demo.environment(real))
                .doesNotContainKeys("POWERBI_DATASET_ID", "WAREHOUSE_URL", "NOTIFY_URL_FILE")
                .containsEntry("POWERBI_API_URL", demo.powerBi().toString())
                .containsEntry("QUILL_PORT", "8081");
    }
}
