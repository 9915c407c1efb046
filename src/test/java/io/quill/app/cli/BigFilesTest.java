package io.quill.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Files of 300 MB, read by a process that has the memory which the launcher gives. */
@Timeout(180)
class BigFilesTest {
    private static final long SIZE = 300L << 20;
    private static final String HEADINGS =
            "ID,Type,Direction,Disposition Status,User ID,Talk Time,Duration,Created At\n";
    private static final String CALL = "7,Call,Outbound,Completed,4711,63,70,2026-11-20 09:30\n";

    @TempDir private Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void namesTheLineOfAnExportThatIsTooLong() throws Exception {
        Path export = big("calls.csv", HEADINGS + CALL + "8,Call,");

        Ended ended = quill("import", "aloware", export.toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.told())
                .contains("Line 3 has more than 1000000 characters")
                .contains("Mend that line and import the file again");
    }

    @Test
    void namesTheLineWhoseQuoteIsNeverClosed() throws Exception {
        Path export = big("calls.csv", HEADINGS + CALL + "8,\"Call\n9,Call\n");

        Ended ended = quill("import", "aloware", export.toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.told())
                .contains("Line 3 has more than 1000000 characters or a misplaced quote");
    }

    @Test
    void takesNoBombForAnArchive() throws Exception {
        Path day = Files.createDirectories(directory.resolve("data/archive/facts/day=2026-11-20"));
        try (OutputStream bomb =
                new GZIPOutputStream(Files.newOutputStream(day.resolve("bomb.jsonl.gz")))) {
            byte[] some = new byte[1 << 20];
            for (long written = 0; written < SIZE; written += some.length) {
                bomb.write(some);
            }
        }
        Path export = Files.writeString(directory.resolve("calls.csv"), HEADINGS + CALL);

        Ended ended = quill("import", "aloware", export.toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.told())
                .contains("bomb.jsonl.gz is damaged: line 1 has more than 1048576 characters");
    }

    @Test
    void takesNoBigFileForSettings() throws Exception {
        big(".env", "LOG_LEVEL=INFO\n");
        big("application.properties", "quill.log.level=INFO\n");
        environment.put("ALOWARE_WEBHOOK_TOKEN_FILE", big("token", "secret").toString());

        Ended ended = quill("check");

        assertThat(ended.code()).isNotZero();
        assertThat(ended.told().lines().filter(each -> each.contains("has more than 4 MiB")))
                .hasSize(3);
    }

    @Test
    void takesNoBigFileForTenantsOrConnectors() throws Exception {
        Path connectors = Files.createDirectories(directory.resolve("connectors"));
        big("connectors/acme.yaml", "service: acme\n");
        environment.put("RECORDS_CONNECTORS", connectors.toString());
        Ended connector = quill("check");
        environment.put(
                "RECORDS_CONNECTORS", Files.createDirectory(directory.resolve("none")).toString());
        environment.put("RECORDS_TENANTS", big("tenants.yaml", "tenants:\n").toString());
        Ended tenants = quill("check");

        assertThat(connector.told()).contains("acme.yaml", "has more than 4 MiB");
        assertThat(tenants.told()).contains("tenants.yaml", "has more than 4 MiB");
    }

    private record Ended(int code, String told) {}

    /** Zeros after the beginning, which take no room on the disk. */
    private Path big(String name, String beginning) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, beginning);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(SIZE);
        }
        return file;
    }

    private Ended quill(String... arguments) throws Exception {
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "--enable-native-access=ALL-UNNAMED",
                                        "--sun-misc-unsafe-memory-access=allow",
                                        "-XX:+ExitOnOutOfMemoryError",
                                        "-XX:+UseSerialGC",
                                        "-Xmx192m",
                                        "-cp",
                                        absolute(System.getProperty("java.class.path")),
                                        "io.quill.Quill"),
                                Stream.of(arguments))
                        .toList();
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(each -> each.startsWith("POWERBI"));
        builder.environment().put("DATA_DIR", directory.resolve("data").toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(output, UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .map(each -> Path.of(each).toAbsolutePath().toString())
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
    }
}
