package io.quill.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.quill.platform.check.CheckRunner;
import io.quill.platform.check.SettingsChecks;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A secret may stand in any variable, by a slip or by right: no output repeats it. */
class RedactionTest {
    private static final String MARKER = "mArKeR7secret";

    /** What is shown on purpose, once it is valid. */
    private static final Set<String> SHOWN =
            Set.of(
                    "ALOWARE_API_URL",
                    "ALOWARE_RING_GROUP_ID",
                    "DATA_DIR",
                    "DYNAMO_ENDPOINT",
                    "DYNAMO_TABLE_NAME",
                    "DYNAMO_REGION",
                    "HUBSPOT_API_URL",
                    "LOG_FILE",
                    "POWERBI_API_URL",
                    "POWERBI_AUTHORITY",
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "PUBLIC_URL",
                    "QUILL_URL",
                    "POWERBI_CLIENT_CERTIFICATE",
                    "POWERBI_CLIENT_ID",
                    "POWERBI_DATASET_ID",
                    "POWERBI_MANAGED_IDENTITY",
                    "POWERBI_TENANT_ID",
                    "POWERBI_WORKSPACE_ID",
                    "QUILL_HOST",
                    "RECORDS_CONNECTORS",
                    "RECORDS_TENANT",
                    "RECORDS_TENANTS",
                    "WAREHOUSE_DEFINITIONS");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private static ch.qos.logback.classic.Logger root() {
        return ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME);
    }

    @BeforeEach
    void listen() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root().detachAppender(log);
    }

    static List<String> variables() {
        return SettingSources.of(Map.of(), TestSettings.NOWHERE).keys().stream()
                .map(VariableNames::of)
                .toList();
    }

    static Stream<String> values() {
        return Stream.of(
                MARKER,
                "https://" + MARKER,
                "http://" + MARKER + ".example.com",
                "https://user:" + MARKER + "@example.com",
                "https://example.com/" + MARKER,
                "name=" + MARKER,
                "name=sha256:" + MARKER,
                "short," + MARKER,
                "1" + MARKER,
                "1 " + MARKER,
                "{{aws:" + MARKER + "}}",
                "{{" + MARKER,
                "tcp://" + MARKER,
                MARKER + "\u0000",
                "10.0.0.0/8," + MARKER);
    }

    @ParameterizedTest
    @MethodSource("values")
    void neverRepeatsAValue(String value) {
        for (String variable : variables()) {
            SettingsResult settingsResult = TestSettings.reading(variable, value);
            List<String> outputs = new ArrayList<>(outputs(settingsResult));
            if (!SHOWN.contains(variable)) {
                outputs.add(settingsResult.toString());
            }
            log.list.forEach(event -> outputs.add(event.getFormattedMessage()));
            assertThat(outputs).as(variable).noneMatch(output -> output.contains(MARKER));
        }
    }

    @Test
    void neverRepeatsAMissingFilesName() {
        for (String variable : variables()) {
            assertThat(outputs(TestSettings.reading(variable + "_FILE", "/no/" + MARKER)))
                    .as(variable)
                    .noneMatch(output -> output.contains(MARKER));
        }
    }

    @Test
    void neverLogsASecretThatItReadsAgain() {
        Secret good = new Secret("A_TOKEN", MARKER, () -> MARKER + "2");
        Secret bad =
                new Secret(
                        "A_TOKEN",
                        MARKER,
                        () -> {
                            throw new IllegalStateException(MARKER);
                        });

        assertThat(good.refresh()).isTrue();
        assertThat(bad.refresh()).isFalse();

        // the reloads say that, and for which variable
        assertThat(log.list).hasSize(2);
        assertThat(log.list)
                .noneMatch(event -> event.getFormattedMessage().contains(MARKER))
                .noneMatch(event -> event.getThrowableProxy() != null);
        assertThat(good.toString() + bad).doesNotContain(MARKER);
    }

    private static List<String> outputs(SettingsResult settingsResult) {
        return List.of(
                TestSettings.faults(settingsResult).toString(),
                settingsResult.warnings().toString(),
                new CheckRunner().run(SettingsChecks.of(settingsResult)).text());
    }
}
