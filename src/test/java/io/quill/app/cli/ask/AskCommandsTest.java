package io.quill.app.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.Quill;
import io.quill.app.AdminClient;
import io.quill.app.RunningQuill;
import io.quill.app.SampleDeliveries;
import io.quill.app.cli.ExitCode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command line, beside a Quill that runs and without one. */
class AskCommandsTest {
    @TempDir private Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void settle() throws IOException {
        environment.putAll(RunningQuill.environment(directory, RunningQuill.freePort()));
        environment.put("ADMIN_API_KEY", "ana=" + AdminClient.KEY);
        environment.put("USER", "bob");
    }

    private ExitCode quill(String line) {
        out.reset();
        err.reset();
        return new Quill(
                        environment,
                        directory,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .command(List.of(line.split(" ", -1)));
    }

    private String said() {
        return out.toString(UTF_8);
    }

    private String complained() {
        return err.toString(UTF_8);
    }

    @Nested
    class WithoutAQuillThatRuns {
        @Test
        void workOnTheStore() {
            assertThat(quill("agents 4711 shut-out --team East")).isEqualTo(ExitCode.FINE);
            assertThat(said()).contains("shut-out", "East");
            assertThat(quill("agents")).isEqualTo(ExitCode.FINE);
            assertThat(said()).contains("4711", "East", "shut-out");
        }

        @Test
        void leaveALineInTheAuditAllTheSame() {
            quill("agents 4711 let-in");

            assertThat(quill("audit --action ruleAgent --json")).isEqualTo(ExitCode.FINE);
            assertThat(said())
                    .contains("\"who\":\"bob at the command line\"", "\"way\":\"command_line\"");
        }

        @Test
        void tellAMachineInJson() throws Exception {
            assertThat(quill("status --json")).isEqualTo(ExitCode.FINE);

            assertThat(new ObjectMapper().readTree(said()).has("waiting")).isTrue();
        }

        @Test
        void sayWhatCannotBeDone() {
            assertThat(quill("events ALOWARE:1")).isEqualTo(ExitCode.FAILED);
            assertThat(complained()).contains("Nobody has heard of this event");
            assertThat(quill("agents 4711 ajar")).isEqualTo(ExitCode.FAILED);
            assertThat(complained()).contains("/door");
            assertThat(quill("runs --limit none")).isEqualTo(ExitCode.FAILED);
            assertThat(complained()).contains("limit is a whole number");
        }

        @Test
        void failWhereTheSettingsNameOne() {
            environment.put("QUILL_URL", "http://127.0.0.1:1");

            assertThat(quill("status")).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(complained())
                    .contains("does not answer at http://127.0.0.1:1 (ConnectException)");
        }
    }

    @Nested
    class BesideAQuillThatRuns {
        private RunningQuill open() throws IOException {
            RunningQuill house =
                    new RunningQuill.Plan(directory)
                            .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                            .set("ADMIN_HMAC_SECRET", AdminClient.SECRET)
                            .open();
            environment.put("QUILL_PORT", Integer.toString(house.port));
            return house;
        }

        @Test
        void askIt() throws Exception {
            try (RunningQuill house = open()) {
                house.aloware(SampleDeliveries.call(7));

                assertThat(quill("events ALOWARE:7")).isEqualTo(ExitCode.FINE);
                assertThat(said()).contains("ready", "received");
                assertThat(quill("agents 4711 let-in")).isEqualTo(ExitCode.FINE);
                assertThat(quill("audit --export --action ruleAgent")).isEqualTo(ExitCode.FINE);
                assertThat(said()).contains("\"who\":\"ana\"").endsWith("}\n");
            }
        }

        @Test
        void replayAndDiscardThere() throws Exception {
            try (RunningQuill house = open()) {
                house.aloware("{");

                assertThat(quill("replay --list")).isEqualTo(ExitCode.FINE);
                assertThat(said()).startsWith("dead letters: 1");
                assertThat(quill("replay --all --dry-run")).isEqualTo(ExitCode.FINE);
                assertThat(said()).contains("1 dead letters, of which 1 stay dead");
                assertThat(quill("replay ALOWARE:99")).isEqualTo(ExitCode.FAILED);
                assertThat(quill("discard --all --because test")).isEqualTo(ExitCode.FINE);
                assertThat(said()).contains("discarded");
                assertThat(quill("replay --list")).isEqualTo(ExitCode.FINE);
                assertThat(said()).startsWith("dead letters: 0");
            }
        }

        @Test
        void signWhereNoKeyCanBeShown() throws Exception {
            try (RunningQuill _ = open()) {
                environment.put("ADMIN_API_KEY", "sha256:" + "0".repeat(64));
                environment.put("ADMIN_HMAC_SECRET", AdminClient.SECRET);

                assertThat(quill("status")).isEqualTo(ExitCode.FINE);
                assertThat(quill("agents 4711 let-in")).isEqualTo(ExitCode.FINE);
            }
        }

        @Test
        void checkEverythingButItsStore() throws Exception {
            try (RunningQuill _ = open()) {
                assertThat(quill("check")).as(AskCommandsTest.this::said).isEqualTo(ExitCode.FINE);
                assertThat(said()).contains("is open in another process", "quill status");
                assertThat(said()).contains("none forwards that is not trusted");
            }
        }

        @Test
        void sayWhatIsMissingToAskIt() throws Exception {
            try (RunningQuill _ = open()) {
                environment.remove("ADMIN_API_KEY");

                assertThat(quill("status")).isEqualTo(ExitCode.CONFIGURATION);
                assertThat(complained()).contains("set ADMIN_API_KEY");
            }
        }

        @Test
        void failWithAWrongKey() throws Exception {
            try (RunningQuill _ = open()) {
                environment.put("ADMIN_API_KEY", "another-key-of-20-chars");

                assertThat(quill("status")).isEqualTo(ExitCode.FAILED);
                assertThat(complained()).contains("Unauthorized", "ADMIN_API_KEY");
                assertThat(quill("replay --list")).isEqualTo(ExitCode.FAILED);
                assertThat(complained()).contains("Unauthorized", "ADMIN_API_KEY");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "sync",
                "agents",
                "runs",
                "audit",
                "versions",
                "rollback",
                "events",
                "discard",
                "batches",
                "books",
                "clear"
            })
    void eachSaysHowItIsUsed(String verb) {
        assertThat(quill(verb + " --help")).isEqualTo(ExitCode.FINE);
        assertThat(said()).startsWith("quill " + verb).contains("--json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sync",
                "sync clouds",
                "sync metrics",
                "sync metrics no-such-file.json",
                "sync dates --dry-run=yes",
                "agents a let-in more",
                "runs --kind",
                "runs --colour red",
                "runs --kind a --kind b",
                "rollback agents",
                "events",
                "discard",
                "discard --all",
                "status now"
            })
    void aSlipIsNotCarriedOut(String line) {
        assertThat(quill(line)).isEqualTo(ExitCode.USAGE);
        assertThat(complained()).contains("quill " + line.split(" ", 2)[0]);
    }
}
