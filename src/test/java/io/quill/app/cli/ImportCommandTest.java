package io.quill.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.Quill;
import io.quill.app.RunningQuill;
import io.quill.events.ledger.BookkeepingRules;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.sqlite.SqliteStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

class ImportCommandTest {
    private static final String EXPORT =
            """
            ID,Type,Direction,Disposition Status,User ID,Created At
            7,Call,Outbound,Completed,4711,2026-01-20 09:30:00
            8,Call,Inbound,Completed,4711,2026-01-20 09:30:00
            """;

    @TempDir private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private String port = "";

    @BeforeEach
    void export() throws IOException {
        port = Integer.toString(RunningQuill.freePort());
        Files.writeString(directory.resolve("calls.csv"), EXPORT);
    }

    private ExitCode quill(String... args) {
        out.reset();
        err.reset();
        return new Quill(
                        Map.of("DATA_DIR", directory.toString(), "QUILL_PORT", port),
                        directory,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .command(List.of(args));
    }

    @Test
    void saysWhatItWouldDoAndThenDoesIt() {
        assertThat(quill("import", "aloware", "calls.csv", "--dry-run")).isEqualTo(ExitCode.FINE);
        assertThat(out.toString(UTF_8)).contains("1 would be held", "1 not counted: inbound");

        assertThat(quill("import", "aloware", "calls.csv", "--zone", "America/New_York"))
                .isEqualTo(ExitCode.FINE);
        assertThat(out.toString(UTF_8)).contains("1 held, 0 known already, 0 refused");

        quill("import", "aloware", "calls.csv");
        assertThat(out.toString(UTF_8)).contains("0 held, 1 known already");
    }

    @Test
    void leavesTheStoreToTheQuillThatHasIt() {
        InstantSource clock = InstantSource.system();
        try (DataStore _ =
                SqliteStore.open(
                        directory.resolve("quill.db"),
                        clock,
                        BookkeepingRules.forSingleProcess())) {
            assertThat(quill("import", "aloware", "calls.csv")).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(err.toString(UTF_8)).contains("in use by another process", "stop it first");
        }
    }

    @Test
    void showsTheLinesThatItRefused() throws IOException {
        Files.writeString(
                directory.resolve("calls.csv"),
                EXPORT + "9,Call,Outbound,Completed,4711,yesterday\n");

        assertThat(quill("import", "aloware", "calls.csv")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString(UTF_8)).contains("1 held", "line 4: its time cannot be read");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        assertThat(quill("import", "aloware", "nowhere.csv")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(UTF_8)).contains("There is no file", "nowhere.csv");

        Files.write(directory.resolve("calls.csv"), "ID,Größe".getBytes(ISO_8859_1));
        assertThat(quill("import", "aloware", "calls.csv")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(UTF_8)).contains("not written in UTF-8");
    }

    @Test
    void saysHowItIsCalled() {
        assertThat(quill("import", "hubspot", "x.csv")).isEqualTo(ExitCode.USAGE);
        assertThat(quill("import", "aloware", "--dry-rnu")).isEqualTo(ExitCode.USAGE);
        assertThat(quill("import", "aloware", "calls.csv", "--zone", "Mars"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(UTF_8)).contains("America/New_York");
    }
}
