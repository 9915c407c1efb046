package io.quill.platform.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.platform.settings.LoggingSettings;
import io.quill.platform.settings.LoggingSettings.Format;
import io.quill.platform.settings.LoggingSettings.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class LogbackConfiguratorTest {
    @TempDir private Path directory;

    private final LoggerContext context = new LoggerContext();
    private Path file;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void openAFile() {
        file = directory.resolve("quill.log");
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @AfterEach
    void closeTheFile() {
        context.stop();
    }

    private Logger logger(String name, Level level, Format format) {
        LogbackConfigurator.apply(
                context, new LoggingSettings(level, format, Optional.of(file)), () -> now);
        return context.getLogger(name);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

    @Nested
    class AsJson {
        @Test
        void isAnObjectALine() throws IOException {
            Logger log = logger("io.quill.Some", Level.INFO, Format.JSON);
            context.getMDCAdapter().put("envelope", "e-1");

            log.warn("two\nlines and a \"{}\"", "quote", new IOException("broken"));

            JsonNode line = new ObjectMapper().readTree(lines().getFirst());
            assertThat(lines()).hasSize(1);
            assertThat(Instant.parse(line.path("time").asText())).isNotNull();
            assertThat(line.path("level").asText()).isEqualTo("WARN");
            assertThat(line.path("logger").asText()).isEqualTo("io.quill.Some");
            assertThat(line.path("message").asText()).isEqualTo("two\nlines and a \"quote\"");
            assertThat(line.path("mdc").path("envelope").asText()).isEqualTo("e-1");
            assertThat(line.path("exception").asText())
                    .startsWith("java.io.IOException: broken\n")
                    .contains("LogbackConfiguratorTest");
        }

        @Test
        void isAnObjectALineWhateverIsHostile() throws IOException {
            Logger log = logger("io.quill.Some", Level.INFO, Format.JSON);
            String forged = "odd\r\n{\"level\":\"ERROR\"}\u001b[2J";
            context.getMDCAdapter().put("envelope", forged);

            log.warn("{}", forged, new IOException(forged));

            assertThat(lines()).singleElement().asString().doesNotContain("\u001b");
            JsonNode line = new ObjectMapper().readTree(lines().getFirst());
            assertThat(line.path("message").asText()).isEqualTo(forged);
            assertThat(line.path("mdc").path("envelope").asText()).isEqualTo(forged);
            assertThat(line.path("exception").asText()).contains(forged);
        }

        @Test
        void leavesOutWhatIsNotThere() throws IOException {
            logger("io.quill.Some", Level.INFO, Format.JSON).info("plain");

            assertThat(lines().getFirst()).doesNotContain("mdc", "exception");
        }
    }

    @Test
    void asTextIsALineForPeople() throws IOException {
        Logger log = logger("io.quill.Some", Level.INFO, Format.TEXT);
        context.getMDCAdapter().put("envelope", "e-1");

        log.warn("careful with {}", "this", new IOException("broken"));
        context.getMDCAdapter().clear();
        log.info("fine");

        assertThat(lines().getFirst())
                .matches(
                        "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN {2}Some careful with this envelope=e-1");
        assertThat(lines().get(1)).isEqualTo("    java.io.IOException: broken");
        assertThat(lines().getLast()).matches(".{12} INFO {2}Some fine");
    }

    /** What ends a line or steers a terminal, in one place or another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n", "\r", "\u000b", "\f", "\u001b", "\u0085", "\u009b", "\u2028", "\u2029"
            })
    void asTextKeepsAForgedLineOnItsOwn(String hostile) throws IOException {
        Logger log = logger("io.quill.Some", Level.INFO, Format.TEXT);
        String forged = hostile + "12:00:00.000 INFO  Some forged";
        context.getMDCAdapter().put("envelope", "e-1" + forged);

        log.info("first {}", "value" + forged);

        String tamed = " 12:00:00.000 INFO  Some forged";
        assertThat(lines())
                .singleElement()
                .asString()
                .endsWith("Some first value" + tamed + " envelope=e-1" + tamed);
    }

    @Test
    void asTextKeepsAForgedExceptionBelowItsLine() throws IOException {
        logger("io.quill.Some", Level.INFO, Format.TEXT)
                .warn("first", new IOException("odd\r\n12:00:00.000 INFO  Some forged\u001b[2J"));

        assertThat(lines())
                .filteredOn(line -> line.startsWith("    "))
                .hasSize(lines().size() - 1)
                .contains("    12:00:00.000 INFO  Some forged [2J");
    }

    @Test
    void showsWhatTheLevelAllows() throws IOException {
        Logger log = logger("io.quill.Some", Level.DEBUG, Format.TEXT);
        log.debug("shown");
        log.trace("hidden");

        assertThat(lines()).singleElement().asString().contains("shown");
    }

    @Test
    void keepsLibrariesAtWarnWhateverTheLevel() throws IOException {
        Logger wire = logger("org.apache.hc.client5.http.wire", Level.TRACE, Format.TEXT);
        wire.debug("Authorization: Bearer hush");
        context.getLogger("io.vertx.core").info("noise");
        context.getLogger("org.apache.camel.main").warn("heard");

        assertThat(lines()).singleElement().asString().contains("heard");
    }

    @Nested
    class AStrangerAtTheServer {
        private static final String ROUTER = "io.vertx.ext.web.RoutingContext";

        @Test
        void isLoggedOnceInAWhile() throws IOException {
            Logger router = logger(ROUTER, Level.INFO, Format.TEXT);
            for (int i = 0; i < 1_000; i++) {
                router.error("Unhandled exception in router");
            }
            assertThat(lines()).hasSize(1);

            now = now.plus(Duration.ofSeconds(10));
            router.error("Unhandled exception in router");

            assertThat(lines()).hasSize(2);
        }

        @Test
        void silencesNobodyElse() throws IOException {
            Logger router = logger(ROUTER, Level.INFO, Format.TEXT);
            router.error("Unhandled exception in router");
            context.getLogger("io.vertx.core.Other").error("something else");
            for (int i = 0; i < 3; i++) {
                context.getLogger("io.quill.Some").error("ours");
            }

            assertThat(lines()).hasSize(5);
        }
    }
}
