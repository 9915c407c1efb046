package io.quill.events.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quill.events.webhook.DeliveryListener;
import io.quill.events.webhook.WebhookResponse;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Sends spans to an OTLP collector. A delivery begins a trace; each of its events adds a span
 * linked to its batch.
 */
public final class EventTracer implements DeliveryListener, AutoCloseable {
    private static final AttributeKey<String> ENVELOPE = AttributeKey.stringKey("quill.envelope");
    private static final AttributeKey<String> SOURCE = AttributeKey.stringKey("quill.source");
    private static final AttributeKey<Long> STATUS =
            AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<Long> BATCH = AttributeKey.longKey("quill.batch");
    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("quill.rows");

    /** A batch of thousands is told by some of its deliveries: collectors refuse endless spans. */
    private static final int MOST_LINKS = 128;

    private final OriginIdGenerator ids = new OriginIdGenerator();
    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final InstantSource clock;

    /**
     * Creates a tracer to an OTLP collector over HTTP, for a share of the traces (1 is all of
     * them).
     */
    public static EventTracer to(URI collector, double share, InstantSource clock) {
        OtlpHttpSpanExporter exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(collector.resolve("/v1/traces").toString())
                        .build();
        return new EventTracer(BatchSpanProcessor.builder(exporter).build(), share, clock);
    }

    EventTracer(SpanProcessor processor, double share, InstantSource clock) {
        this.clock = clock;
        this.provider =
                SdkTracerProvider.builder()
                        .setIdGenerator(ids)
                        // by the trace's id, so that every process keeps the same ones
                        .setSampler(Sampler.traceIdRatioBased(share))
                        .setResource(
                                Resource.create(
                                        Attributes.of(
                                                AttributeKey.stringKey("service.name"), "quill")))
                        .addSpanProcessor(processor)
                        .build();
        this.tracer = provider.get("io.quill");
    }

    @Override
    public void answered(String source, WebhookResponse webhookResponse, Duration took) {
        if (!(webhookResponse
                instanceof
                WebhookResponse.Accepted(String envelope, WebhookResponse.Counts counts))) {
            return;
        }
        Instant now = clock.instant();
        Span span =
                ids.as(
                        TraceOrigin.of(envelope),
                        () ->
                                tracer.spanBuilder("webhook " + source)
                                        .setNoParent()
                                        .setSpanKind(SpanKind.SERVER)
                                        .setStartTimestamp(now.minus(took))
                                        .setAttribute(SOURCE, source)
                                        .setAttribute(ENVELOPE, envelope)
                                        .setAttribute(STATUS, (long) webhookResponse.status())
                                        .setAttribute("quill.accepted", counts.accepted())
                                        .setAttribute("quill.duplicates", counts.duplicates())
                                        .setAttribute("quill.gated", counts.gated())
                                        .setAttribute("quill.ignored", counts.ignored())
                                        .setAttribute("quill.rejected", counts.rejected())
                                        .startSpan());
        span.end(now);
    }

    /** A batch was taken; its deliveries by their envelopes, and when each was held. */
    void taken(long batch, int rows, Map<String, Instant> deliveries, Instant begun) {
        Instant now = clock.instant();
        Map<String, SpanContext> origins = new LinkedHashMap<>();
        deliveries.keySet().stream()
                .limit(MOST_LINKS)
                .forEach(each -> origins.put(each, TraceOrigin.of(each).context()));
        var builder =
                tracer.spanBuilder("push FactEvent")
                        .setNoParent()
                        .setSpanKind(SpanKind.CLIENT)
                        .setStartTimestamp(begun)
                        .setAttribute(BATCH, batch)
                        .setAttribute(ROWS, (long) rows);
        origins.values().forEach(builder::addLink);
        Span span = builder.startSpan();
        span.setStatus(StatusCode.OK);
        span.end(now);
        deliveries.forEach((each, held) -> settled(each, held, now, batch, span.getSpanContext()));
    }

    private void settled(
            String envelope, Instant held, Instant now, long number, SpanContext batch) {
        tracer.spanBuilder("hold to settle")
                .setParent(Context.root().with(Span.wrap(TraceOrigin.of(envelope).context())))
                .setStartTimestamp(held)
                .setAttribute(BATCH, number)
                .addLink(batch)
                .startSpan()
                .end(now);
    }

    @Override
    public void close() {
        provider.shutdown().join(5, TimeUnit.SECONDS);
    }
}
