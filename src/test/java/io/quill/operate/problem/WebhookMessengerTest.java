package io.quill.operate.problem;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.platform.http.RestRequest;
import io.quill.platform.http.RestResult;
import io.quill.platform.logging.RepeatedMessageLog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class WebhookMessengerTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<RestRequest> sent = new ArrayList<>();
    private RestResult restResult = new RestResult.Answer(200, Map.of(), new byte[0]);

    private boolean tell(String address) {
        return tell(address, "A text\nof two lines");
    }

    private boolean tell(String address, String text) {
        return new WebhookMessenger(
                        restRequest -> {
                            sent.add(restRequest);
                            return restResult;
                        },
                        () -> URI.create(address),
                        new RepeatedMessageLog(WebhookMessengerTest.class, InstantSource.system()))
                .send("A \"title\"", text);
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.slack.com/services/T/B/x, /text, *A \"title\"*",
        "https://prod-1.westeurope.logic.azure.com/workflows/1, /attachments/0/content/body/0/text, A \"title\"",
        "https://defaultabc.11.environment.api.powerplatform.com/w, /attachments/0/content/body/1/text, A text",
        "https://example.org/hook, /title, A \"title\"",
        "https://notslack.example.org/hook, /text, A text"
    })
    void writesAsTheOtherSideReads(String address, String pointer, String said) throws Exception {
        assertThat(tell(address)).isTrue();

        assertThat(sentBody().at(pointer).asText()).startsWith(said);
    }

    private JsonNode sentBody() throws Exception {
        return MAPPER.readTree(new String(sent.getFirst().body(), UTF_8));
    }

    @Test
    void mentionsNobodyInSlack() throws Exception {
        tell("https://hooks.slack.com/services/T/B/x", "it said <!channel> & more");

        assertThat(sentBody().at("/text").asText()).endsWith("it said &lt;!channel&gt; &amp; more");
    }

    @Test
    void givesEachLineABlockInTeams() throws Exception {
        tell("https://prod-1.westeurope.logic.azure.com/workflows/1", "first\n[second](https://x)");

        JsonNode blocks = sentBody().at("/attachments/0/content/body");
        assertThat(blocks).hasSize(3);
        assertThat(blocks.path(2).path("text").asText()).isEqualTo("\\[second]\\(https://x)");
    }

    @Test
    void saysThatItWasNotHeard() {
        restResult = new RestResult.Answer(410, Map.of(), new byte[0]);
        assertThat(tell("https://example.org/hook")).isFalse();

        restResult = new RestResult.NoAnswer("ConnectException");
        assertThat(tell("https://example.org/hook")).isFalse();
    }
}
