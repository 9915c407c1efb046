package io.quill.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.records.landing.Feed;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.nexudus.NexudusSwitches;
import io.quill.sandbox.nexudus.NexudusType;
import io.quill.sandbox.nexudus.SampleCompany;
import io.quill.sandbox.web.SandboxJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** From the command line through the engine and the warehouse, with a stand-in at the far end. */
@Timeout(120)
class PullCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path directory;

    private final Sandbox sandbox = Sandbox.start();
    private final Map<String, String> environment = new HashMap<>(sandbox.environment());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void open() {
        new SampleCompany(sandbox.spaces(), Instant.parse("2025-01-06T08:00:00Z")).open(60);
        environment.put("DATA_DIR", directory.resolve("data").toString());
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private ExitCode pull(String line) {
        return given(new PullCommand(), line);
    }

    private ExitCode inspect(String line) {
        return given(new InspectCommand(), line);
    }

    private ExitCode given(Command command, String line) {
        out.reset();
        err.reset();
        List<String> args = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
        return command.run(
                args,
                new CommandContext(
                        environment,
                        directory,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8)));
    }

    private List<JsonNode> lines() throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString(UTF_8).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    @Test
    void takesRecordsThroughAllLayers() throws Exception {
        assertThat(pull("nexudus --json")).as(() -> out + "" + err).isEqualTo(ExitCode.FINE);

        assertThat(lines())
                .extracting(line -> line.path("step").asText(), line -> line.path("state").asText())
                .containsExactly(
                        tuple("bronze", "finished"),
                        tuple("silver", "finished"),
                        tuple("core", "finished"));
        assertThat(inspect("")).isEqualTo(ExitCode.FINE);
        assertThat(out.toString(UTF_8)).contains("bronze", "nexudus_products", "silver", "core");
    }

    @Test
    void readsAgainWhatDidNotFitAndMergesIt() throws Exception {
        pull("nexudus");

        assertThat(pull("nexudus --step replay --json")).isEqualTo(ExitCode.FINE);

        assertThat(lines())
                .extracting(line -> line.path("step").asText(), line -> line.path("state").asText())
                .containsExactly(tuple("replay", "finished"), tuple("core", "finished"));
    }

    @Test
    void readsOnlyWhatChangedTheSecondTime() throws Exception {
        pull("nexudus --step bronze --entity products");
        sandbox.advance(Duration.ofMinutes(1));
        sandbox.spaces()
                .change(
                        NexudusType.FLOOR_PLAN_DESK,
                        SampleCompany.product(3),
                        SandboxJson.object().put("Price", 1));

        assertThat(pull("nexudus --step bronze --entity products --json")).isEqualTo(ExitCode.FINE);

        assertThat(lines().getFirst().at("/counts/read").asLong()).isOne();
        assertThat(lines().getFirst().at("/counts/appended").asLong()).isOne();
    }

    @Test
    void triesEveryListWithoutKeepingAnything() throws Exception {
        sandbox.spaces()
                .switches(
                        new NexudusSwitches(
                                57, 20_159, 0, 15, List.of("CoworkerContract-List"), 0));

        assertThat(pull("nexudus --step auth --json")).isEqualTo(ExitCode.FAILED);

        assertThat(lines()).hasSize(6);
        assertThat(lines())
                .filteredOn(line -> line.path("state").asText().equals("failed"))
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line.path("words").asText())
                                        .contains("CoworkerContract-List"));
        inspect("--json");
        assertThat(lines())
                .filteredOn(line -> line.path("layer").asText().equals("bronze"))
                .allSatisfy(line -> assertThat(line.path("rows").asLong()).isZero());
    }

    @Test
    void rehearsesWithALimit() throws Exception {
        assertThat(pull("nexudus --tenant main --entity locations --limit 2 --dry-run --json"))
                .isEqualTo(ExitCode.FINE);

        assertThat(lines()).hasSize(1);
        assertThat(lines().getFirst().path("what").asText()).isEqualTo("main/nexudus/locations");
        assertThat(lines().getFirst().at("/counts/read").asLong()).isEqualTo(2);
    }

    @Test
    void endsWithAFaultWhenTheServiceIsOne() {
        environment.put("NEXUDUS_PASSWORD", "another-password");

        assertThat(pull("nexudus --step bronze")).isEqualTo(ExitCode.FAILED);

        assertThat(out.toString(UTF_8))
                .contains("failed", "invalid_grant")
                .doesNotContain("another-password");
    }

    @Test
    void showsRowsOfATable() {
        pull("nexudus --step bronze --entity locations");

        assertThat(inspect("--table bronze.nexudus_locations --limit 2")).isEqualTo(ExitCode.FINE);

        assertThat(out.toString(UTF_8).lines()).hasSize(2);
        assertThat(out.toString(UTF_8)).contains("Canal Street");
    }

    @Test
    void keepsBesideARecordWhatItsConnectorSays() throws Exception {
        pull("nexudus --step bronze --entity products");

        assertThat(inspect("--table bronze.nexudus_products --limit 100")).isEqualTo(ExitCode.FINE);

        assertThat(lines())
                .hasSize(60)
                .allSatisfy(
                        row -> {
                            JsonNode record = JSON.readTree(row.path("raw_json").asText());
                            assertThat(row.path("location_id").asLong())
                                    .isEqualTo(record.path("FloorPlanBusinessId").asLong())
                                    .isPositive();
                            assertThat(row.path("item_type").asInt())
                                    .isEqualTo(record.path("ItemType").asInt())
                                    .isPositive();
                        });
    }

    @Nested
    class Refuses {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "--step bronze",
                    "nexudus --step gold",
                    "nexudus --limit 0",
                    "nexudus --limit",
                    "nexudus --colour red",
                    "nexudus --step silver --dry-run"
                })
        void whatItCannotMakeOut(String line) {
            assertThat(pull(line)).isEqualTo(ExitCode.USAGE);
            assertThat(err.toString(UTF_8)).contains("quill pull SERVICE");
        }

        @Test
        void aServiceWithoutAnAccount() {
            assertThat(pull("helpline")).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(err.toString(UTF_8)).contains("no account at helpline");
        }

        @Test
        void anEntityThatIsNone() {
            assertThat(pull("nexudus --entity gardens")).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(err.toString(UTF_8)).contains("nexudus has no gardens");
        }

        @Test
        void filesThatAreFaulty() throws Exception {
            Path tenants = directory.resolve("tenants.yaml");
            Files.writeString(tenants, "acme: {nexudus: {colour: red}}\n");
            environment.put("RECORDS_TENANTS", tenants.toString());

            assertThat(pull("nexudus")).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(err.toString(UTF_8)).contains("tenants.yaml:1", "acme.nexudus.colour");
        }

        @Test
        void aTableThatIsNotThere() {
            assertThat(inspect("--table bronze.gardens")).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(inspect("--table gardens")).isEqualTo(ExitCode.USAGE);
        }
    }

    @Test
    void tellsHowLongItStillTakes() {
        Feed feed = new Feed("main", "nexudus", "products");

        assertThat(PullReporter.line(feed, 7, 700, OptionalLong.of(60_000), Duration.ofSeconds(2)))
                .isEqualTo("  products       page 7, 700 of 60,000 records, 350/s, 169 s left");
        assertThat(PullReporter.line(feed, 1, 100, OptionalLong.empty(), Duration.ZERO))
                .isEqualTo("  products       page 1, 100 records");
    }
}
