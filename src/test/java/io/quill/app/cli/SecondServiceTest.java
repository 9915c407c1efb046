package io.quill.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.nexudus.SampleCompany;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A service that no class knows, put beside Nexudus by copying its directory: other lists, another
 * way to sign in, to page and to ask for changes.
 */
@Timeout(180)
class SecondServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLE = Path.of("src/connectors/connectwise");

    @TempDir Path directory;

    private final Sandbox sandbox = Sandbox.start();
    private final SandboxServer sandboxServer = new SandboxServer();
    private final ConnectWiseStandIn desk = new ConnectWiseStandIn();
    private final Map<String, String> environment = new HashMap<>(sandbox.environment());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path service;

    @BeforeEach
    void open() throws IOException {
        new SampleCompany(sandbox.spaces(), Instant.parse("2025-01-06T08:00:00Z")).open(20);
        service = directory.resolve("services/connectwise");
        copy(EXAMPLE, service);
        environment.put("DATA_DIR", directory.resolve("data").toString());
        environment.put("RECORDS_CONNECTORS", directory.resolve("services").toString());
        environment.put("CONNECTWISE_SITE", sandboxServer.open(0, desk).toString());
        environment.put("CONNECTWISE_COMPANY", "acme");
        environment.put("CONNECTWISE_PUBLIC_KEY", "public-key");
        environment.put("CONNECTWISE_PRIVATE_KEY", ConnectWiseStandIn.PRIVATE_KEY);
        environment.put("CONNECTWISE_CLIENT_ID", "0b5c");
        fill();
    }

    @AfterEach
    void close() {
        sandboxServer.close();
        sandbox.close();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path there = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(file, there);
                }
            }
        }
    }

    private void fill() {
        for (long id = 1; id <= 3; id++) {
            desk.put(
                    "company/companies",
                    id,
                    "2026-01-0" + id + "T10:00:00Z",
                    SandboxJson.object().put("name", "Company " + id).put("identifier", "C" + id));
        }
        desk.put(
                "company/contacts",
                41,
                "2026-01-05T10:00:00Z",
                person("Mia", "Member1@Example.com"));
        desk.put(
                "company/contacts",
                42,
                "2026-01-05T11:00:00Z",
                person("Noa", "noa@elsewhere.example"));
        desk.put(
                "company/contacts",
                43,
                "2026-01-05T12:00:00Z",
                person("Pat", "pat@elsewhere.example"));
        ObjectNode agreement = SandboxJson.object().put("name", "Care").put("billAmount", 120.5);
        agreement.putObject("type").put("id", 9).put("name", "Managed");
        desk.put("finance/agreements", 7, "2026-01-05T10:00:00Z", agreement);
        desk.put(
                "service/tickets",
                500,
                "2026-01-05T10:00:00Z",
                SandboxJson.object().put("summary", "Printer"));
        desk.put(
                "project/tickets",
                500,
                "2026-01-05T10:00:00Z",
                SandboxJson.object().put("summary", "Move"));
    }

    private static ObjectNode person(String name, String email) {
        ObjectNode person = SandboxJson.object().put("firstName", name).put("title", "Engineer");
        person.putArray("communicationItems")
                .add(item("Phone", "+1 555 0100"))
                .add(item("Email", email));
        return person;
    }

    private static ObjectNode item(String type, String value) {
        return SandboxJson.object().put("communicationType", type).put("value", value);
    }

    private ExitCode given(Command command, String line) {
        out.reset();
        err.reset();
        return command.run(
                List.of(line.split(" ", -1)),
                new CommandContext(
                        environment,
                        directory,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8)));
    }

    private void pull(String line) {
        assertThat(given(new PullCommand(), line))
                .as(() -> out + "" + err)
                .isEqualTo(ExitCode.FINE);
    }

    private List<JsonNode> rows(String table) throws IOException {
        assertThat(given(new InspectCommand(), "--table " + table + " --limit 100"))
                .as(err::toString)
                .isEqualTo(ExitCode.FINE);
        List<JsonNode> rows = new ArrayList<>();
        for (String line : out.toString(UTF_8).lines().toList()) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    private JsonNode row(String table, String id) throws IOException {
        return rows(table).stream()
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not in " + table));
    }

    @Test
    void isMergedWithTheFirstByFilesAlone() throws Exception {
        pull("nexudus");
        long coworkers = rows("core.contacts").size();

        pull("connectwise");

        List<JsonNode> contacts = rows("core.contacts");
        assertThat(contacts).hasSize((int) coworkers + 2);
        JsonNode merged =
                contacts.stream()
                        .filter(each -> each.path("first_name").asText().equals("Mia"))
                        .findFirst()
                        .orElseThrow();
        assertThat(merged.path("primary_source").asText()).isEqualTo("nexudus");
        assertThat(merged.path("email").asText()).isEqualTo("member1@example.com");
        assertThat(merged.path("phone").asText()).isEqualTo("+1 555 0100");
        assertThat(row("core.contacts", "connectwise:42").path("first_name").asText())
                .isEqualTo("Noa");
    }

    @Test
    void fillsTablesThatThereWereAndTablesOfItsOwn() throws Exception {
        pull("connectwise");

        assertThat(rows("bronze.connectwise_companies")).hasSize(3);
        assertThat(rows("silver.connectwise_companies")).hasSize(3);
        assertThat(row("core.companies", "connectwise:2").path("name").asText())
                .isEqualTo("Company 2");
        JsonNode contract = row("core.contracts", "connectwise:7");
        assertThat(contract.path("price").asText()).isEqualTo("120.5");
        assertThat(contract.path("tariff_name").asText()).isEqualTo("Managed");
        assertThat(row("core.tickets", "connectwise:500").path("summary").asText())
                .isEqualTo("Printer");
        assertThat(row("core.tickets", "connectwise/project_tickets:500").path("summary").asText())
                .isEqualTo("Move");
    }

    @Test
    void isAskedForWhatHasChangedTheSecondTime() throws Exception {
        pull("connectwise");
        desk.put(
                "company/companies",
                2,
                Instant.now().toString().substring(0, 19) + "Z",
                SandboxJson.object().put("name", "Renamed").put("identifier", "C2"));

        pull("connectwise --json");

        JsonNode bronze = JSON.readTree(out.toString(UTF_8).lines().findFirst().orElseThrow());
        assertThat(bronze.at("/counts/read").asLong()).isOne();
        assertThat(row("core.companies", "connectwise:2").path("name").asText())
                .isEqualTo("Renamed");
        assertThat(rows("core.companies_history")).hasSize(4);
    }

    @Test
    void canBeTriedWithoutKeepingAnything() {
        pull("connectwise --step auth --json");

        assertThat(out.toString(UTF_8).lines()).hasSize(5);
    }

    @Nested
    class Faults {
        private void change(String file, String from, String to) throws IOException {
            String text = Files.readString(service.resolve(file));
            assertThat(text).contains(from);
            Files.writeString(service.resolve(file), text.replace(from, to));
        }

        private String refused() {
            assertThat(given(new PullCommand(), "connectwise --step auth"))
                    .isEqualTo(ExitCode.CONFIGURATION);
            return err.toString(UTF_8);
        }

        @Test
        void ofColumnListsAreNamedWithTheirPlaces() throws Exception {
            change("silver/companies.json", "\"type\": \"int\"", "\"type\": \"integer\"");
            change("silver/contacts.json", "\"required\": true", "\"requird\": true");
            change("silver/agreements.json", "\"price\"", "\"order\"");
            change("silver/tickets.json", "\"entity\": \"tickets\"", "\"entity\": \"ticket\"");
            Files.writeString(service.resolve("silver/members.json"), "{\"service\": 1,}");

            assertThat(refused())
                    .contains(
                            "silver/companies.json:18 columns.12.type",
                            "silver/contacts.json:6 columns.0.requird: is not known here",
                            "silver/agreements.json:17 columns.11.name: order means something else",
                            "silver/tickets.json:3 entity: is not tickets, as the file is called",
                            "silver/members.json: is called after no endpoint",
                            "silver/members.json:1");
        }

        @Test
        void ofMappingsAreNamedWithTheirPlaces() throws Exception {
            change("core/companies.json", "\"website\": \"website\"", "\"website\": \"web\"");
            change("core/companies.json", "\"type_1\": [\"last", "\"type_1\": [\"lost");
            change("core/contacts.json", "[\"connectwise\"]", "[\"conectwise\"]");
            change("core/contracts.json", "\"agreements\": {", "\"agreement\": {");
            change("core/tickets.json", "\"summary\": \"summary\"", "\"valid_to\": \"summary\"");

            assertThat(refused())
                    .contains(
                            "core/companies.json:17 connectwise.companies.website: web is no column"
                                    + " of connectwise_companies",
                            "core/companies.json:3 type_1.0: lost_updated is none of",
                            "core/contacts.json:2 primary.phone: conectwise is none of",
                            "core/contracts.json:3 connectwise.agreement: there is no column list",
                            "core/tickets.json:7 connectwise.tickets.valid_to: means something");
        }

        @Test
        void ofTypesThatDoNotMeetAreNamed() throws Exception {
            change("core/contracts.json", "\"price\": \"price\"", "\"price\": \"name\"");

            assertThat(refused()).contains("price is not of one type in all sources");
        }

        @Test
        void areMendedBySayingTheType() throws Exception {
            change("core/contracts.json", "\"price\": \"price\"", "\"price\": \"name\"");
            change(
                    "core/contracts.json",
                    "{\n  \"con",
                    "{\n  \"field_types\": {\"price\": \"text\"},\n  \"con");

            pull("connectwise");

            assertThat(row("core.contracts", "connectwise:7").path("price").asText())
                    .isEqualTo("Care");
        }

        @Test
        void ofAMisnamedDirectoryAreNamed() throws Exception {
            change("connector.yaml", "service: connectwise", "service: connect-wise");

            assertThat(refused())
                    .contains("service: is connect-wise, and its directory connectwise");
        }
    }
}
