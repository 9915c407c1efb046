package io.quill.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import io.quill.platform.settings.SettingSources;
import io.quill.platform.settings.Settings;
import io.quill.platform.settings.SettingsResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The composition says what Quill really reads, and mounts what is there. */
class ComposeTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir private Path directory;

    private static JsonNode services() throws IOException {
        return YAML.readTree(Files.readString(Path.of("docker-compose.yml"))).path("services");
    }

    private static Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>();
        services()
                .path("quill")
                .path("environment")
                .properties()
                .forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
        return environment;
    }

    @Test
    void startsQuillWithSettingsThatItTakes() throws IOException {
        SettingsResult settingsResult =
                Settings.read(SettingSources.of(environment(), directory), text -> text);

        assertThat(settingsResult).isInstanceOf(SettingsResult.Usable.class);
        assertThat(((SettingsResult.Usable) settingsResult).warnings())
                .noneMatch(settingWarning -> settingWarning.toString().contains("unknown"));
    }

    @Test
    void scrapesThePortThatMetricsAreOn() throws IOException {
        JsonNode prometheus =
                YAML.readTree(Files.readString(Path.of("src/telemetry/prometheus.yml")));

        assertThat(prometheus.at("/scrape_configs/0/static_configs/0/targets/0").asText())
                .isEqualTo("quill:" + environment().get("MANAGEMENT_PORT"));
        assertThat(services().has("quill")).isTrue();
    }

    @Test
    void mountsFilesThatAreThere() throws IOException {
        List<String> mounts =
                services().findValues("volumes").stream()
                        .flatMap(volumes -> volumes.valueStream())
                        .map(JsonNode::asText)
                        .filter(mount -> mount.startsWith("./"))
                        .map(mount -> mount.substring(0, mount.indexOf(':')))
                        .toList();

        assertThat(mounts).hasSizeGreaterThan(2).allSatisfy(it -> assertThat(Path.of(it)).exists());
    }

    /** A tag can be moved to another image, a digest cannot. */
    @Test
    void namesImagesByVersionAndDigest() throws IOException {
        assertThat(services().findValuesAsText("image"))
                .hasSize(4)
                .allMatch(
                        image ->
                                image.matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+@sha256:[0-9a-f]{64}")
                                        || image.equals("quill:" + version()));
    }

    private static String version() {
        try (Stream<String> pom = Files.lines(Path.of("pom.xml"))) {
            return pom.filter(line -> line.startsWith("  <version>"))
                    .map(line -> line.replaceAll("</?version>", "").strip())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
