package io.quill.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.Quill;
import io.quill.app.RunningQuill;
import io.quill.events.history.FactArchive;
import io.quill.events.push.SettledBatch;
import io.quill.platform.file.DiskFileStorage;
import io.quill.sandbox.Sandbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

@Timeout(60)
class RebuildCommandTest {
    @TempDir private Path directory;

    private final Sandbox sandbox = Sandbox.start();
    private final Map<String, String> environment = new HashMap<>(sandbox.environment());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String dataset = "";

    @BeforeEach
    void archiveSomeAndMakeADataset() throws IOException {
        environment.put("DATA_DIR", directory.toString());
        environment.put("QUILL_PORT", Integer.toString(RunningQuill.freePort()));
        List<String> rows =
                LongStream.rangeClosed(1, 30).mapToObj(RebuildCommandTest::row).toList();
        new FactArchive(new DiskFileStorage(directory.resolve("archive")))
                .keep(
                        List.of(
                                new SettledBatch(
                                        1, "lost", Instant.parse("2026-11-27T10:00:00Z"), rows)));
        quill("provision");
        dataset = sandbox.pushApi().datasets().getFirst().id();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private static String row(long id) {
        return """
        {"EventID":"ALOWARE:%d","AgentID":"4711","FactDateKey":"2026-11-27T00:00:00.000Z","MetricID":"CALLS",\
        "OccurredAt":"2026-11-27T09:00:00.000Z","Source":"ALOWARE","Direction":"outbound",\
        "Outcome":"completed","TalkSeconds":63,"DurationSeconds":70,"RingGroupID":"8465","Notes":""}"""
                .formatted(id);
    }

    private ExitCode quill(String... args) {
        out.reset();
        err.reset();
        return new Quill(
                        environment,
                        directory,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .command(List.of(args));
    }

    private long rows(String table) {
        return sandbox.pushApi().datasets().getFirst().rows().getOrDefault(table, 0L);
    }

    @Test
    void fillsADatasetThatNobodyPushesToWithItsDimensionsFirst() {
        environment.put("POWERBI_DATASET_ID", "11111111-2222-3333-4444-555555555555");

        assertThat(quill("rebuild", "--dataset", dataset))
                .as(err.toString(UTF_8))
                .isEqualTo(ExitCode.FINE);

        assertThat(rows("FactEvent")).isEqualTo(30);
        assertThat(rows("DimAgent")).isEqualTo(1);
        assertThat(rows("DimDate")).isPositive();
        assertThat(out.toString(UTF_8)).contains("30 facts in the archive, 30 of them new");
        assertThat(quill("rebuild", "--dataset", dataset)).isEqualTo(ExitCode.FINE);
        assertThat(rows("FactEvent")).isEqualTo(30);
        assertThat(out.toString(UTF_8)).contains("0 of them new");
    }

    @Test
    void emptiesTheDatasetThatIsPushedToOnlyWhenAsked() {
        assertThat(quill("rebuild", "--dataset", dataset)).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(UTF_8)).contains("--clear");
        assertThat(rows("FactEvent")).isZero();

        assertThat(quill("rebuild", "--dataset", dataset, "--clear")).isEqualTo(ExitCode.FINE);
        assertThat(rows("FactEvent")).isEqualTo(30);

        assertThat(quill("rebuild", "--dataset", dataset)).isEqualTo(ExitCode.FINE);
        assertThat(rows("FactEvent")).isEqualTo(30);

        assertThat(quill("rebuild", "--dataset", dataset, "--clear")).isEqualTo(ExitCode.FINE);
        assertThat(rows("FactEvent")).isEqualTo(30);
    }

    @Test
    void goesOnOnlyWhereItIsKnownWhatTheDatasetHas() throws IOException {
        environment.put("POWERBI_DATASET_ID", "11111111-2222-3333-4444-555555555555");
        assertThat(quill("rebuild", "--dataset", dataset)).isEqualTo(ExitCode.FINE);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith("rebuild-")) {
                    Files.delete(file);
                }
            }
        }

        assertThat(quill("rebuild", "--dataset", dataset)).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(UTF_8)).contains("another machine").contains("--clear");
        assertThat(rows("FactEvent")).isEqualTo(30);

        assertThat(quill("rebuild", "--dataset", dataset, "--clear")).isEqualTo(ExitCode.FINE);
        assertThat(rows("FactEvent")).isEqualTo(30);
    }

    @Test
    void saysWhatIsWrongWithTheDataset() {
        String another = "11111111-2222-3333-4444-555555555555";

        assertThat(quill("rebuild", "--dataset", another)).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(UTF_8)).contains("PowerBIEntityNotFound");
    }

    @Test
    void saysHowItIsCalled() {
        assertThat(quill("rebuild")).isEqualTo(ExitCode.USAGE);
        assertThat(quill("rebuild", "--dataset", "../x")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(UTF_8)).contains("--dataset ID");
    }
}
