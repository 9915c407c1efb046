package io.quill.records.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class ConnectorReaderTest {
    private static final Path RESOURCES = Path.of("src/test/resources/connectors-of-tests");

    private static Connector sound(String text) {
        return switch (ConnectorReader.read("x.yaml", text)) {
            case ParseResult.Sound<Connector>(Connector connector) -> connector;
            case ParseResult.Faulty<Connector>(var faults) -> throw new AssertionError(faults);
        };
    }

    private static List<String> faults(String text) {
        return switch (ConnectorReader.read("x.yaml", text)) {
            case ParseResult.Sound<Connector>(var _) -> List.of();
            case ParseResult.Faulty<Connector>(var faults) ->
                    faults.stream().map(ValidationError::toString).toList();
        };
    }

    private static Connectors packed() {
        return switch (Connectors.read(Optional.empty(), _ -> true)) {
            case ParseResult.Sound<Connectors>(Connectors connectors) -> connectors;
            case ParseResult.Faulty<Connectors>(var faults) -> throw new AssertionError(faults);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"helpline.yaml", "orbit.yaml"})
    void readsServicesThatNoClassKnows(String file) throws Exception {
        assertThat(faults(Files.readString(RESOURCES.resolve(file)))).isEmpty();
    }

    @Test
    void knowsEveryPackedFileByTheNameOfItsService() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/connectors"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(Connectors.PACKED)
                    .containsExactlyInAnyOrderElementsOf(packed().byService().keySet());
        }
    }

    @Test
    void leavesAPackedServiceThatNobodyUsesUnread() {
        assertThat(Connectors.read(Optional.empty(), _ -> false))
                .isEqualTo(new ParseResult.Sound<>(new Connectors(Map.of())));
    }

    @Nested
    class Nexudus {
        private final Connector nexudus = packed().of("nexudus").orElseThrow();

        @Test
        void isPackedWithItsSixEntitiesInTheirOrder() {
            assertThat(nexudus.endpoints())
                    .extracting(Endpoint::entity)
                    .containsExactly(
                            "locations",
                            "products",
                            "contracts",
                            "resources",
                            "extra_services",
                            "coworkers");
        }

        @Test
        void asksByTheNameThatEachEntityHasThere() {
            Endpoint products = nexudus.endpoint("products").orElseThrow();

            assertThat(products.change())
                    .get()
                    .isEqualTo(
                            new IncrementalSync.Since(
                                    Map.of(
                                            new Template("from_FloorPlanDesk_UpdatedOn"),
                                            new Template("${from}")),
                                    Map.of(
                                            new Template("to_FloorPlanDesk_UpdatedOn"),
                                            new Template("${to}")),
                                    new TimeFormat.Iso(),
                                    Duration.ofMinutes(15)));
        }

        @Test
        void readsResourcesByTheIdsInProducts() {
            Endpoint resources = nexudus.endpoint("resources").orElseThrow();

            assertThat(resources.parents())
                    .get()
                    .extracting(RecordSelection::entity)
                    .isEqualTo("products");
            assertThat(resources.paging()).isEqualTo(new Paging.Single());
            assertThat(resources.windows()).isEmpty();
            assertThat(resources.query()).isEmpty();
        }

        @Test
        void isDueAtTwo() {
            assertThat(nexudus.schedule().last(Instant.parse("2026-03-02T01:59:00Z")))
                    .contains(Instant.parse("2026-03-01T02:00:00Z"));
        }

        @Test
        void hidesWhatIsSecret() {
            assertThat(nexudus.parameters().values())
                    .filteredOn(ConnectorParameter::secret)
                    .extracting(ConnectorParameter::name)
                    .containsExactlyInAnyOrder("password", "bearer-token");
        }
    }

    @Nested
    class AFileWithFaults {
        private static final String MANY =
                """
                service: Nice Name
                base: https://example.com
                authentication:
                  - {kind: basic, user: u}
                budget: {requests: 0, per: 1 minute}
                schedule: 0 2 * * *
                colour: red
                endpoints:
                  things:
                    path: things
                    records: ""
                    id: /Id
                    paging: {kind: page, parameter: page, size: {parameter: s, records: 10}, mre: /x}
                """;

        @Test
        void namesThemAllAtOnceEachWithItsPlace() {
            assertThat(faults(MANY))
                    .anySatisfy(each -> assertThat(each).startsWith("x.yaml:1 service: "))
                    .anySatisfy(
                            each ->
                                    assertThat(each)
                                            .startsWith("x.yaml:4 authentication.0: ")
                                            .contains("password"))
                    .anySatisfy(each -> assertThat(each).startsWith("x.yaml:5 budget.requests: "))
                    .anySatisfy(each -> assertThat(each).startsWith("x.yaml:5 budget.per: "))
                    .contains("x.yaml:7 colour: is not known here")
                    .anySatisfy(
                            each ->
                                    assertThat(each)
                                            .startsWith("x.yaml:10 endpoints.things.path: "))
                    .contains("x.yaml:13 endpoints.things.paging.mre: is not known here");
        }

        @Test
        void saysWhatDoesNotFitTogether() {
            String text =
                    """
                    service: x
                    base: ${site}
                    authentication: [{kind: bearer, token: "${token}"}]
                    schedule: 0 25 * * *
                    parameters: {token: {about: a token, secret: true}}
                    endpoints:
                      lines:
                        path: /orders/${id}/lines
                        records: /lines
                        id: /id
                        each: {of: orders, field: /id}
                      orders:
                        path: /orders/${id}
                        records: /orders
                        times: qqqqqqqqq
                      silent:
                        path: /silent
                        records: /silent
                        id: /id
                        refetch: {where: {field: /open, is: true}, query: {id: all}}
                        columns: {order: {at: /order, type: int}}
                      later:
                        path: /later
                        records: /later
                        id: /id
                        windows: {span: 1d, initial: "2020-01-01"}
                      never:
                        path: /never
                        records: /never
                        id: /id
                        windows: {span: 1d, initial: "2020-13-01"}
                    """;

            assertThat(faults(text))
                    .contains(
                            "x.yaml:4 schedule: has 25 where 0 to 23 may stand",
                            "x.yaml:2 base: ${site} is no parameter, nor known here",
                            "x.yaml:11 endpoints.lines.each.of: orders is no endpoint that stands"
                                    + " before this one",
                            "x.yaml:12 endpoints.orders: id is missing, here and in defaults",
                            "x.yaml:15 endpoints.orders.times: is neither iso, epoch-seconds,"
                                    + " epoch-millis nor a pattern",
                            "x.yaml:20 endpoints.silent.refetch.query: has no ${ids} in it",
                            "x.yaml:21 endpoints.silent.columns.order: means something else to the"
                                    + " database",
                            "x.yaml:26 endpoints.later.windows: need a change of kind since, with"
                                    + " until",
                            "x.yaml:31 endpoints.never.windows.initial: is no date");
        }

        @Test
        void saysWhereItIsNoYaml() {
            assertThat(faults("service: x\nbase: [\n"))
                    .singleElement()
                    .asString()
                    .contains("x.yaml:");
            assertThat(faults("service: x\nservice: y\n"))
                    .singleElement()
                    .asString()
                    .contains("Duplicate");
        }

        @Test
        void mayBeEmpty() {
            assertThat(faults("")).isNotEmpty();
        }
    }

    @Test
    void letsAnEndpointSpeakForItself() {
        Connector connector =
                sound(
                        """
                        service: x
                        base: https://example.com
                        authentication: [{kind: none}]
                        schedule: 0 2 * * *
                        defaults: {records: /a, id: /id, query: {a: "1"}}
                        endpoints:
                          plain: {path: /plain}
                          own: {path: /own, records: /b, query: {}}
                        """);

        Endpoint plain = connector.endpoint("plain").orElseThrow();
        Endpoint own = connector.endpoint("own").orElseThrow();
        assertThat(plain.query()).containsEntry(new Template("a"), new Template("1"));
        assertThat(own.query()).isEmpty();
        assertThat(own.selector().records()).hasToString("/b");
        assertThat(own.selector().id()).hasToString("/id");
    }
}
