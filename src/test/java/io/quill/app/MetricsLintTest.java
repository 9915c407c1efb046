package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prometheus' own lint has nothing to say about what is scraped, where promtool is. */
class MetricsLintTest {
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    @TempDir private Path directory;

    @Test
    void findsNothing() throws Exception {
        assumeTrue(Files.isExecutable(PROMTOOL), "promtool is here");
        try (RunningQuill house = new RunningQuill.Plan(directory).open()) {
            house.aloware(SampleDeliveries.call(1));
            Process lint =
                    new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
                            .redirectErrorStream(true)
                            .start();
            try (OutputStream in = lint.getOutputStream()) {
                in.write(house.get(house.port, "/metrics").body().getBytes(UTF_8));
            }

            assertThat(new String(lint.getInputStream().readAllBytes(), UTF_8)).isBlank();
            assertThat(lint.waitFor()).isZero();
        }
    }
}
