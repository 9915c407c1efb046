package io.quill.records.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.records.connector.ValidationError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class WarehouseModelTest {
    private static final Path SHIPPED = Path.of("src/main/resources/warehouse");

    @TempDir Path services;

    private List<String> faults() {
        return WarehouseModel.of(Optional.of(services), Optional.empty(), "acme").faults().stream()
                .map(ValidationError::toString)
                .map(fault -> fault.replace(services + "/", ""))
                .toList();
    }

    private void write(String file, String text) throws IOException {
        Path path = services.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void service(String service, String entity, String type) throws IOException {
        write(service + "/connector.yaml", "service: " + service);
        write(
                service + "/silver/" + entity + ".json",
                """
                {"service": "%s", "entity": "%s", "id": "long",
                 "columns": [{"name": "size", "type": "%s"}]}
                """
                        .formatted(service, entity, type));
    }

    private static String table(String service, String entity, String more) {
        return "{%s\"%s\": {\"%s\": {\"id\": \"source_id\", \"size\": \"size\"}}}"
                .formatted(more, service, entity);
    }

    @Test
    void findsNoFaultInWhatComesWithQuill() {
        assertThat(WarehouseModel.of(Optional.empty(), Optional.of(SHIPPED), "acme").faults())
                .isEmpty();
    }

    @Test
    void findsNoFaultInTheExample() {
        assertThat(
                        WarehouseModel.of(
                                        Optional.of(Path.of("src/connectors")),
                                        Optional.empty(),
                                        "acme")
                                .faults())
                .isEmpty();
    }

    @Test
    void widensAFieldThatAServiceAddsTo() throws IOException {
        service("one", "things", "int");
        service("two", "things", "long");
        write("one/core/things.json", table("one", "things", ""));
        write("two/core/things.json", table("two", "things", ""));

        assertThat(faults()).isEmpty();
    }

    @Test
    void knowsServicesApartWhoseTablesAreCalledAlike() throws IOException {
        service("a-b", "things", "int");
        service("a_b", "things", "int");

        assertThat(faults())
                .containsExactly(
                        "a_b/silver/things.json:1 entity: another file makes silver.a_b_things");
    }

    @Test
    void holdsATableToOneWayOfMatching() throws IOException {
        service("one", "things", "int");
        service("two", "things", "int");
        write("one/core/things.json", table("one", "things", "\"match\": \"size\", "));
        write("two/core/things.json", table("two", "things", "\"match\": \"colour\", "));

        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "two/core/things.json:1 match: is another one in " + "one/core/things.json",
                        "two/core/things.json:1 match: colour is none of size");
    }
}
