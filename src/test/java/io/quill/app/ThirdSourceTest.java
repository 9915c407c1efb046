package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Direction;
import io.quill.events.Envelope;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.EntryParser;
import io.quill.events.source.JsonObject;
import io.quill.events.source.Source;
import io.quill.events.source.WebhookVerdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A source is a class and a line where the house is put together. */
@Timeout(60)
class ThirdSourceTest {
    /** A desk that tells of letters by pigeon. */
    private record Pigeons() implements Source {
        @Override
        public String name() {
            return "pigeons";
        }

        @Override
        public boolean redelivers() {
            return false;
        }

        @Override
        public WebhookVerdict verify(Envelope envelope) {
            return envelope.header("x-ring").filter("blue"::equals).isPresent()
                    ? new WebhookVerdict.Genuine()
                    : new WebhookVerdict.Refused("no ring");
        }

        @Override
        public List<AdapterOutcome> adapt(Envelope envelope) {
            return EntryParser.adapt(envelope, event -> letter(event, envelope.receivedAt()));
        }

        private static AdapterOutcome letter(JsonObject event, Instant at) {
            String id = event.id("letter").orElseThrow();
            return new AdapterOutcome.Fact(
                    new FactEvent(
                            EventKey.of("PIGEONS", id),
                            Metric.EMAILS,
                            "4711",
                            at,
                            Direction.OUTBOUND,
                            "sent",
                            0,
                            0,
                            "",
                            ""));
        }
    }

    @TempDir private Path directory;

    @Test
    void isServedLikeTheOthers() throws Exception {
        try (RunningQuill house = new RunningQuill.Plan(directory).with(new Pigeons()).open()) {
            assertThat(post(house, "{\"letter\":1}", "red").statusCode()).isEqualTo(401);

            HttpResponse<String> answer = post(house, "[{\"letter\":1},{\"letter\":2}]", "blue");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).contains("\"accepted\":2");
            assertThat(house.held("PIGEONS:2")).isPresent();
        }
    }

    @Test
    void losesOnlyTheEventItsAdapterStumblesOver() throws Exception {
        try (RunningQuill house = new RunningQuill.Plan(directory).with(new Pigeons()).open()) {
            assertThat(post(house, "[{\"letter\":1},{\"none\":2},{\"letter\":3}]", "blue").body())
                    .contains("\"accepted\":2", "\"rejected\":1");
        }
    }

    private static HttpResponse<String> post(RunningQuill house, String body, String ring)
            throws Exception {
        return house.post("/webhook/pigeons", body.getBytes(UTF_8), "X-Ring", ring);
    }
}
