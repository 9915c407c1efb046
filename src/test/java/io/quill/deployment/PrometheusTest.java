package io.quill.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.Programs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The alert rules and the configuration, as Prometheus' own tool judges them. */
@Timeout(60)
class PrometheusTest {
    private static final String RULES = "src/telemetry/alerts.yml";
    private static final String CASES = "src/test/resources/io/quill/deployment/alerts-test.yml";

    @BeforeEach
    void needPromtool() {
        assumeTrue(
                Programs.has("promtool"),
                "promtool is not on the PATH: install Prometheus to have its alert rules tested");
    }

    private static void accepts(String... args) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("promtool").redirectErrorStream(true);
        builder.command().addAll(List.of(args));
        Process promtool = builder.start();
        String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);
        assertThat(promtool.waitFor()).as(said).isZero();
    }

    @Test
    void readsTheRules() throws Exception {
        accepts("check", "rules", RULES);
    }

    @Test
    void readsTheConfiguration() throws Exception {
        accepts("check", "config", "src/telemetry/prometheus.yml");
    }

    @Test
    void firesWhenItShouldAndNotBefore() throws Exception {
        accepts("test", "rules", CASES);
    }

    @Test
    void knowsACaseForEveryAlert() throws IOException {
        assertThat(names(CASES, "  - name: (\\w+)")).containsAll(names(RULES, "- alert: (\\w+)"));
    }

    private static List<String> names(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of(file)))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
