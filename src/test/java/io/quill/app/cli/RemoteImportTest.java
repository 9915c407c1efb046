package io.quill.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.Quill;
import io.quill.app.AdminClient;
import io.quill.app.RunningQuill;

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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An import while a Quill runs that has the file of the store to itself. */
@Timeout(60)
class RemoteImportTest {
    private static final String HEADINGS =
            "Contact,ID,Type,Direction,Disposition Status,User ID,Created At\n";

    /** More than go with one request. */
    private static final int MANY = 2_100;

    @TempDir private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private RunningQuill house;

    @BeforeEach
    void open() throws IOException {
        house =
                new RunningQuill.Plan(directory)
                        .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                        .open();
        Files.writeString(
                directory.resolve("calls.csv"),
                IntStream.rangeClosed(1, MANY)
                        .mapToObj(id -> line(id, "2026-01-20 09:30:00"))
                        .collect(Collectors.joining("", HEADINGS, line(9_999, "yesterday"))));
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** Each takes two lines, since the contact's name has a line break. */
    private static String line(int id, String time) {
        return "\"Max \"\"Mo\"\",\nSmith\",%d,Call,Outbound,Completed,4711,%s\n"
                .formatted(id, time);
    }

    private ExitCode quill(String key, String... args) {
        out.reset();
        err.reset();
        return new Quill(
                        Map.of(
                                "DATA_DIR", directory.toString(),
                                "QUILL_PORT", Integer.toString(house.port),
                                "ADMIN_API_KEY", key),
                        directory,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .command(List.of(args));
    }

    @Test
    void goesInPartsAndCountsWhatItBroughtBefore() throws Exception {
        String key = "ana=" + AdminClient.KEY;
        quill(key, "import", "aloware", "calls.csv", "--dry-run");
        assertThat(out.toString(UTF_8)).startsWith(MANY + " would be held, 0 known already");

        assertThat(quill(key, "import", "aloware", "calls.csv")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString(UTF_8))
                .startsWith(MANY + " held, 0 known already, 1 refused")
                .contains("line " + (2 * MANY + 2) + ": its time cannot be read: 'yesterday'");
        assertThat(err.toString(UTF_8)).contains("up to line 4000", "up to line 4202");

        quill(key, "import", "aloware", "calls.csv");
        assertThat(out.toString(UTF_8)).startsWith("0 held, " + MANY + " known already");
    }

    @Test
    void sendsNothingOfWhomAnAgentTalkedTo() throws Exception {
        quill("ana=" + AdminClient.KEY, "import", "aloware", "calls.csv");

        try (AdminClient admin = new AdminClient(house.port)) {
            String entry =
                    admin.get("/admin/audit?action=importAloware")
                            .json()
                            .at("/entries/0/id")
                            .asText();
            assertThat(admin.get("/admin/audit/" + entry + "/payload").text())
                    .contains("calls.csv", "4711")
                    .doesNotContain("Smith");
        }
    }

    @Test
    void saysWhyItIsNotLetIn() {
        assertThat(quill("ana=another-key-of-some-length", "import", "aloware", "calls.csv"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(UTF_8)).isNotBlank();
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void refusesAPartThatIsNone() throws Exception {
        try (AdminClient admin = new AdminClient(house.port)) {
            String path = "/admin/import/aloware";
            assertThat(admin.post(path, "{\"csv\":\"a,b\\n\",\"file\":\"x\"}").text())
                    .contains("names no column for: id");
            assertThat(admin.post(path, "{\"csv\":\"\",\"file\":\"x\",\"zone\":\"Mars\"}").text())
                    .contains("none of the IANA list");
        }
    }
}
