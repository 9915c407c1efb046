package io.quill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.platform.settings.SettingSources;

import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A key of Camel that is misspelt, or that another version has dropped, would do nothing. */
@Timeout(60)
class CamelKeysTest {
    private static final Path NOWHERE = Path.of("target", "no-such-directory");

    private static Map<String, String> keys() {
        return SettingSources.of(Map.of(), NOWHERE).camel();
    }

    @Test
    void areAllKnownToThisVersion() throws Exception {
        assertThat(keys()).isNotEmpty();
        assertThat(known()).containsAll(keys().keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"camel.main.nmae", "camel.srever.port", "camel.component.http.copyheader"})
    void wouldBeFoundMisspelt(String wrong) throws Exception {
        assertThat(known()).doesNotContain(wrong);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.main.nmae",
                "camel.main.streamCachnigEnabled",
                "camel.component.http.copyheader"
            })
    void stopTheStartWhenTheyBindToNothing(String wrong) {
        assertThatThrownBy(() -> started(Map.of(wrong, "true")).stop())
                .hasStackTraceContaining(wrong.substring(wrong.lastIndexOf('.') + 1));
    }

    @Test
    void reachWhatTheyName() throws Exception {
        Main main = started(Map.of());
        try {
            CamelContext context = main.getCamelContext();
            assertThat(context.getName()).isEqualTo("quill");
            assertThat(context.isStreamCaching()).isFalse();
            assertThat(context.getShutdownStrategy().getTimeout()).isEqualTo(20);
            assertThat(context.getManagementStrategy().getManagementAgent()).isNull();
            HttpComponent http = context.getComponent("http", HttpComponent.class);
            assertThat(http.isFollowRedirects()).isFalse();
            assertThat(http.isCopyHeaders()).isFalse();
        } finally {
            main.stop();
        }
    }

    private static Main started(Map<String, String> more) throws Exception {
        Map<String, String> all = new HashMap<>(keys());
        all.putAll(more);
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        all.forEach(main::addInitialProperty);
        assertThatCode(main::start).doesNotThrowAnyException();
        return main;
    }

    /** What camel-main and the components list as theirs. */
    private static Set<String> known() throws Exception {
        Set<String> names = new HashSet<>();
        for (JsonNode property :
                json("META-INF/camel-main-configuration-metadata.json").path("properties")) {
            names.add(property.path("name").asText());
        }
        json("META-INF/org/apache/camel/component/http/http.json")
                .path("componentProperties")
                .fieldNames()
                .forEachRemaining(name -> names.add("camel.component.http." + name));
        return names;
    }

    private static JsonNode json(String resource) throws Exception {
        try (InputStream in = CamelKeysTest.class.getClassLoader().getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return new ObjectMapper().readTree(in);
        }
    }
}
