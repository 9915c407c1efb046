package io.quill.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.Programs;
import io.quill.app.RunningQuill;
import io.quill.storm.Server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A start on data that cannot be used: one sentence for a person, and no. */
@Timeout(120)
class UnusableDataTest {
    private static final int CONFIGURATION = 78;

    @TempDir private Path directory;

    private record Ended(int status, String words) {}

    private Ended run(Path data) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        ProcessBuilder quill =
                new ProcessBuilder(command())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile());
        quill.environment().putAll(RunningQuill.environment(data, Server.freePort()));
        Process process = quill.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String words = Files.readString(out, UTF_8);
        assertThat(ended).as(words).isTrue();
        return new Ended(process.exitValue(), words);
    }

    /** Root may write anywhere, unless that is taken from it. */
    private static List<String> command() {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            assumeTrue(Programs.has("setpriv"), "needs an ordinary user");
            command.addAll(List.of("setpriv", "--bounding-set", "-dac_override"));
        }
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx192m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.quill.Quill",
                        "run"));
        return command;
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void assertToldPlainly(Ended ended) {
        assertThat(ended.status()).isEqualTo(CONFIGURATION);
        assertThat(ended.words()).doesNotContain("\tat ", "Exception in thread");
    }

    @Test
    void saysThatTheDirectoryCannotBeWritten() throws IOException, InterruptedException {
        Path data = Files.createDirectories(directory.resolve("data"));
        permit(data, "r-xr-xr-x");

        Ended ended = run(data);

        permit(data, "rwxr-xr-x");
        assertToldPlainly(ended);
        assertThat(ended.words())
                .contains(data.toString())
                .contains("permission denied")
                .contains("the user that runs Quill");
    }

    @Test
    void saysThatTheFileCannotBeWritten() throws IOException, InterruptedException {
        Path data = Files.createDirectories(directory.resolve("data"));
        try (QuillOnDisk quill = QuillOnDisk.start(directory)) {
            assertThat(quill.deliver(1)).isEqualTo(202);
            quill.kill();
        }
        permit(data.resolve("quill.db"), "r--r--r--");

        Ended ended = run(data);

        assertToldPlainly(ended);
        assertThat(ended.words()).contains("permission denied at " + data.resolve("quill.db"));
    }

    @Test
    void saysThatTheLogIsDamaged() throws IOException, InterruptedException {
        Path data = Files.createDirectories(directory.resolve("data"));
        try (QuillOnDisk quill = QuillOnDisk.start(directory)) {
            for (long id = 1; id <= 5; id++) {
                assertThat(quill.deliver(id)).isEqualTo(202);
            }
            quill.kill();
        }
        Path log = data.resolve("quill.db-wal");
        byte[] bytes = Files.readAllBytes(log);
        int inFirstPage = 32 + 24 + 1_000;
        bytes[inFirstPage] = (byte) (bytes[inFirstPage] ^ 1);
        Files.write(log, bytes);

        Ended ended = run(data);

        assertToldPlainly(ended);
        assertThat(ended.words())
                .contains(log + " is damaged at page 1 of ")
                .contains("Quill does not start")
                .contains("truncate -s 0 " + log);
    }
}
