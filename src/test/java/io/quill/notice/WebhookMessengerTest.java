package io.quill.notice;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.logging.Tally;
import io.quill.source.rest.Reply;
import io.quill.source.rest.Request;

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

    private final List<Request> sent = new ArrayList<>();
    private Reply reply = new Reply.Answer(200, Map.of(), new byte[0]);

    private boolean tell(String address) {
        return new WebhookMessenger(
                        request -> {
                            sent.add(request);
                            return reply;
                        },
                        () -> URI.create(address),
                        new Tally(WebhookMessengerTest.class, InstantSource.system()))
                .tell("A \"title\"", "A text\nof two lines");
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

        JsonNode body = MAPPER.readTree(new String(sent.getFirst().body(), UTF_8));
        assertThat(body.at(pointer).asText()).startsWith(said);
    }

    @Test
    void saysThatItWasNotHeard() {
        reply = new Reply.Answer(410, Map.of(), new byte[0]);
        assertThat(tell("https://example.org/hook")).isFalse();

        reply = new Reply.NoAnswer("ConnectException");
        assertThat(tell("https://example.org/hook")).isFalse();
    }
}
