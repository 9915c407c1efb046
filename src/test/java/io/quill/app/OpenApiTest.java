package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

import io.quill.app.AdminClient.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The document says what is served, and what is served is as the document says. */
class OpenApiTest {
    @TempDir private static Path directory;

    private static RunningQuill house;
    private static AdminClient admin;
    private static JsonNode document;

    /** An operation as it is described. */
    record Described(String verb, String path, JsonNode operation) {
        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    @BeforeAll
    static void open() throws Exception {
        house =
                new RunningQuill.Plan(directory)
                        .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                        .open();
        admin = new AdminClient(house.port);
        document = admin.get("/admin/openapi.json").json();
        house.aloware(SampleDeliveries.call(7));
        house.aloware("{");
        admin.put("/admin/agents/4711", "{\"team\":\"East\"}");
        admin.post("/admin/dead-letters/replay", "{\"all\":true}");
    }

    @AfterAll
    static void close() {
        admin.close();
        house.close();
    }

    static List<Described> operations() {
        List<Described> all = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                verb ->
                                                        all.add(
                                                                new Described(
                                                                        verb.getKey(),
                                                                        path.getKey(),
                                                                        verb.getValue()))));
        return all;
    }

    static Stream<Described> questions() {
        return operations().stream().filter(each -> each.verb().equals("get"));
    }

    private static String filled(String path) throws Exception {
        String run = admin.get("/admin/runs").json().path("runs").get(0).path("id").asText();
        String entry =
                admin.get("/admin/audit?action=ruleAgent")
                        .json()
                        .path("entries")
                        .get(0)
                        .path("id")
                        .asText();
        String letter =
                admin.get("/admin/dead-letters").json().path("letters").get(0).path("key").asText();
        return path.replace("/runs/{id}", "/runs/" + run)
                .replace("/audit/{id}", "/audit/" + entry)
                .replace("/agents/{id}", "/agents/4711")
                .replace("/events/{key}", "/events/ALOWARE:7")
                .replace("/dead-letters/{key}", "/dead-letters/" + letter)
                .replace("{dim}", "dim-date")
                .replace("{table}", "DimDate")
                .replaceAll("\\{(number|version|other)}", "1");
    }

    @ParameterizedTest
    @MethodSource("questions")
    void eachQuestionIsAnsweredAsDescribed(Described described) throws Exception {
        Answer answer = admin.get(filled(described.path()));

        JsonNode response =
                described.operation().path("responses").path(Integer.toString(answer.status()));
        assertThat(response.isMissingNode()).as("%d: %s", answer.status(), answer.text()).isFalse();
        JsonNode resolved =
                response.has("$ref")
                        ? document.at(response.path("$ref").asText().substring(1))
                        : response;
        String type = answer.type().split(";", 2)[0];
        assertThat(resolved.path("content").has(type)).as(type).isTrue();
        JsonNode schema = resolved.path("content").path(type).path("schema");
        for (JsonNode each : documents(type, answer)) {
            assertThat(faults(schema, each)).isEmpty();
        }
    }

    private static List<JsonNode> documents(String type, Answer answer) {
        return switch (type) {
            case "application/json" -> List.of(answer.json());
            case "application/x-ndjson" ->
                    answer.text()
                            .lines()
                            .map(line -> new Answer(200, type, "", line).json())
                            .toList();
            default -> List.of();
        };
    }

    private static Set<ValidationMessage> faults(JsonNode schema, JsonNode json) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        JsonSchema validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
        return validator.validate(json);
    }

    @Test
    void aSchemaWouldCatchWhatIsNotAsDescribed() {
        JsonNode schema = document.at("/components/schemas/Problem");

        assertThat(faults(schema, document)).isNotEmpty();
    }

    static List<Described> changes() {
        return operations().stream().filter(each -> !each.verb().equals("get")).toList();
    }

    /** With a body that no operation takes, so that nothing is done. */
    @ParameterizedTest
    @MethodSource("changes")
    void eachChangeIsServed(Described described) throws Exception {
        Answer answer =
                admin.send(
                        described.verb().toUpperCase(Locale.ROOT),
                        filled(described.path()),
                        "[",
                        "X-Admin-Key",
                        AdminClient.KEY);

        assertThat(answer.status()).as(answer.text()).isNotIn(405, 500, 501);
        assertThat(described.operation().path("responses").has("" + answer.status())).isTrue();
    }

    /** Where npm can fetch it: a client in TypeScript is made of the document, and compiles. */
    @Test
    void makesAClientThatCompiles(@TempDir Path scratch) throws Exception {
        NodeJs nodeJs = new NodeJs(scratch);
        assumeTrue(nodeJs.hasPackages(), "npm fetches openapi-typescript and tsc");
        Files.writeString(scratch.resolve("openapi.json"), document.toString());
        nodeJs.run("npx", "--no-install", "openapi-typescript", "openapi.json", "-o", "quill.ts");
        Files.writeString(
                scratch.resolve("client.ts"),
                """
                import createClient from "openapi-fetch";
                import type { paths } from "./quill";

                const quill = createClient<paths>({
                  baseUrl: "http://127.0.0.1:8080",
                  headers: { "X-Admin-Key": "key" },
                });
                const status = await quill.GET("/admin/status");
                console.log(status.data, status.error?.title);
                const goals = await quill.POST("/admin/dim-metric/sync", {
                  params: { query: { dryRun: true } },
                  body: {
                    month: "2026-12",
                    version: 1,
                    metrics: [{ metricId: "CALLS", goal: 50, yellowFloorPct: 0.85 }],
                  },
                });
                console.log(goals.data);
                // @ts-expect-error there is no such metric
                await quill.POST("/admin/dim-metric/sync", { body: { month: "2026-12", version: 1, metrics: [{ metricId: "NONE", goal: 50, yellowFloorPct: 0.85 }] } });
                """);

        assertThat(
                        nodeJs.run(
                                "npx",
                                "--no-install",
                                "tsc",
                                "--strict",
                                "--noEmit",
                                "--skipLibCheck",
                                "--target",
                                "es2022",
                                "--module",
                                "es2022",
                                "--moduleResolution",
                                "bundler",
                                "client.ts"))
                .isBlank();
    }

    /** Where npm can fetch it. */
    @Test
    void hasNothingThatRedoclyComplainsAbout(@TempDir Path scratch) throws Exception {
        NodeJs nodeJs = new NodeJs(scratch);
        assumeTrue(nodeJs.hasPackages(), "npm fetches @redocly/cli");
        Files.writeString(scratch.resolve("openapi.json"), document.toString());

        assertThat(
                        nodeJs.run(
                                "npx",
                                "--no-install",
                                "redocly",
                                "lint",
                                "--max-problems=20",
                                "openapi.json"))
                .contains("Your API description is valid")
                .doesNotContain("Warning was generated", "Error was generated");
    }

    @Test
    void namesEachOperationOnce() {
        List<String> ids =
                operations().stream()
                        .map(each -> each.operation().path("operationId").asText())
                        .toList();

        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(15);
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        Set<String> references = new HashSet<>();
        collect(document, references);

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(
                        reference ->
                                assertThat(!document.at(reference.substring(1)).isMissingNode())
                                        .isTrue());
    }

    private static void collect(JsonNode node, Set<String> references) {
        if (node.has("$ref")) {
            references.add(node.path("$ref").asText());
        }
        node.forEach(each -> collect(each, references));
    }

    @Test
    void everyNameInAPathIsDescribed() {
        for (Described each : operations()) {
            Set<String> described = new HashSet<>();
            each.operation()
                    .path("parameters")
                    .forEach(
                            parameter -> {
                                if (parameter.path("in").asText().equals("path")) {
                                    described.add(parameter.path("name").asText());
                                }
                            });
            Set<String> named = new HashSet<>();
            Pattern.compile("\\{(\\w+)}")
                    .matcher(each.path())
                    .results()
                    .forEach(found -> named.add(found.group(1)));
            assertThat(described).as(each.toString()).isEqualTo(named);
        }
    }
}
