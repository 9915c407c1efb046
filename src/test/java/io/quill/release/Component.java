package io.quill.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** A library as the SBOM names it. */
record Component(String group, String name, String version, List<String> licences) {
    static final Path SBOM = Path.of("target/classes/META-INF/sbom/application.cdx.json");

    /** What the jar is made of, as the build wrote it down. */
    static List<Component> shipped() throws IOException {
        if (!Files.exists(SBOM)) {
            throw new IllegalStateException(
                    SBOM + " is missing: it comes with mvn process-resources.");
        }
        return elements(new ObjectMapper().readTree(SBOM.toFile()).path("components")).stream()
                .map(Component::of)
                .toList();
    }

    private static Component of(JsonNode node) {
        return new Component(
                node.path("group").asText(),
                node.path("name").asText(),
                node.path("version").asText(),
                elements(node.path("licenses")).stream()
                        .map(each -> each.path("license").path("id").asText())
                        .toList());
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    String coordinates() {
        return group + ":" + name;
    }
}
