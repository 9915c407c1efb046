package io.quill.events.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.quill.events.webhook.WebhookResponse;
import io.quill.platform.store.SettableClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class EventTracerTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final WebhookResponse.Counts ONE = new WebhookResponse.Counts(1, 0, 0, 0, 0);

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SettableClock clock = new SettableClock(NINE);
    private final EventTracer eventTracer =
            new EventTracer(SimpleSpanProcessor.create(spans), 1, clock);

    private SpanData only(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void followsADeliveryFromItsWebhookToItsBatch() {
        eventTracer.answered(
                "aloware", new WebhookResponse.Accepted("e-1", ONE), Duration.ofMillis(3));
        clock.advance(Duration.ofSeconds(2));
        eventTracer.taken(7, 1, Map.of("e-1", NINE), NINE.plusSeconds(1));

        SpanData webhook = only("webhook aloware");
        SpanData way = only("hold to settle");
        SpanData batch = only("push FactEvent");
        assertThat(way.getTraceId()).isEqualTo(webhook.getTraceId());
        assertThat(way.getParentSpanId()).isEqualTo(webhook.getSpanId());
        assertThat(way.getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactly(batch.getSpanId());
        assertThat(batch.getLinks())
                .extracting(link -> link.getSpanContext().getTraceId())
                .containsExactly(webhook.getTraceId());
        assertThat(length(webhook)).isEqualTo(Duration.ofMillis(3));
        assertThat(length(way)).isEqualTo(Duration.ofSeconds(2));
        assertThat(length(batch)).isEqualTo(Duration.ofSeconds(1));
    }

    private static Duration length(SpanData span) {
        return Duration.ofNanos(span.getEndEpochNanos() - span.getStartEpochNanos());
    }

    /** Two processes meet in the store alone. */
    @Test
    void findsTheTraceAgainInAnotherProcess() {
        InMemorySpanExporter others = InMemorySpanExporter.create();
        eventTracer.answered(
                "aloware", new WebhookResponse.Accepted("e-1", ONE), Duration.ofMillis(3));
        EventTracer other = new EventTracer(SimpleSpanProcessor.create(others), 1, clock);
        other.taken(7, 1, Map.of("e-1", NINE), NINE);

        assertThat(others.getFinishedSpanItems())
                .extracting(SpanData::getTraceId)
                .contains(only("webhook aloware").getTraceId());
    }

    @Test
    void tellsNothingOfWhatWasRefused() {
        eventTracer.answered("aloware", new WebhookResponse.Refused(401), Duration.ofMillis(3));

        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void linksALargeBatchWithSomeOfItsDeliveries() {
        eventTracer.taken(7, 1_000, envelopes(1_000), NINE);

        assertThat(only("push FactEvent").getLinks()).hasSize(128);
        assertThat(spans.getFinishedSpanItems()).hasSize(1_001);
    }

    @Test
    void keepsTheSameShareInEveryProcess() {
        InMemorySpanExporter few = InMemorySpanExporter.create();
        EventTracer sampled = new EventTracer(SimpleSpanProcessor.create(few), 0.1, clock);
        Map<String, Instant> envelopes = envelopes(500);
        envelopes
                .keySet()
                .forEach(
                        each ->
                                sampled.answered(
                                        "x",
                                        new WebhookResponse.Accepted(each, ONE),
                                        Duration.ZERO));
        EventTracer other = new EventTracer(SimpleSpanProcessor.create(few), 0.1, clock);
        other.taken(1, 500, envelopes, NINE);

        Map<String, Long> spansATrace =
                few.getFinishedSpanItems().stream()
                        .filter(span -> !span.getName().equals("push FactEvent"))
                        .collect(
                                Collectors.groupingBy(SpanData::getTraceId, Collectors.counting()));
        assertThat(spansATrace).hasSizeBetween(20, 100);
        assertThat(spansATrace.values()).containsOnly(2L);
    }

    private static Map<String, Instant> envelopes(int many) {
        return IntStream.range(0, many)
                .boxed()
                .collect(Collectors.toMap(each -> "e-" + each, _ -> NINE));
    }
}
