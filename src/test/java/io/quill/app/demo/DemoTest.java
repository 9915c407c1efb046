package io.quill.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.app.QuillApplication;
import io.quill.app.RunningQuill;
import io.quill.events.Metric;
import io.quill.events.board.GoalStatus;
import io.quill.platform.settings.SettingSources;
import io.quill.platform.settings.Settings;
import io.quill.sandbox.dax.DashboardView;

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
    private static final DemoGoals FEW = new DemoGoals(10);

    private static DemoEnvironment demo;
    private static QuillApplication house;
    private static WebhookPoster post;
    private static DemoPlayer play;

    @BeforeAll
    static void playIt() throws IOException, InterruptedException {
        demo = new DemoEnvironment();
        String port = Integer.toString(RunningQuill.freePort());
        SettingSources settingSources =
                SettingSources.of(
                        demo.environment(Map.of("QUILL_PORT", port)), demo.scratch().directory());
        Settings settings = RunningQuill.settings(settingSources);
        house = QuillApplication.of(settings, settingSources.camel());
        house.start();
        post = new WebhookPoster(house.port());
        new DemoSetup(post, demo.key).open(demo.today(), FEW);
        play = demo.play(post, settings, FEW);
        play.catchUp(Duration.ofSeconds(2));
        play.assignRemainingOwners();
        RunningQuill.await(() -> demo.pushed() >= play.eventCount());
    }

    @AfterAll
    static void clearAway() {
        post.close();
        house.close();
        demo.close();
    }

    private static List<DashboardView.Line> lines() {
        return demo.dashboard()
                .map(
                        told ->
                                switch (told) {
                                    case DashboardView.Shown(
                                                    _,
                                                    _,
                                                    List<DashboardView.Line> lines) ->
                                            lines;
                                    case DashboardView.Broken(String why) ->
                                            throw new AssertionError(why);
                                })
                .orElseThrow();
    }

    private static Stream<GoalStatus> colours() {
        return lines().stream().map(DashboardView.Line::status);
    }

    @Test
    void bringsEveryMetricToPowerBi() {
        for (Metric metric : Metric.values()) {
            assertThat(lines())
                    .filteredOn(line -> line.metricId().equals(metric.name()))
                    .extracting(DashboardView.Line::actual)
                    .as(metric.name())
                    .anyMatch(actual -> actual > 0);
        }
    }

    @Test
    void countsNothingTwice() {
        assertThat(lines().stream().mapToLong(DashboardView.Line::actual).sum())
                .isEqualTo(play.eventCount());
    }

    @Test
    void coloursTheDashboard() {
        assertThat(colours()).contains(GoalStatus.GREEN, GoalStatus.RED);
    }

    @Test
    void leavesADeadLetterAndAStrangerToLookAt() throws IOException, InterruptedException {
        String books = new DemoSetup(post, demo.key).ask("GET", "/admin/books", "").body();

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
