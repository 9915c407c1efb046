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
import io.quill.events.webhook.Answer;
import io.quill.events.webhook.Witness;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tells a collector what happened. A delivery begins a trace; when an event of it was taken, the
 * trace gets a span of the way there, linked with the span of its batch.
 */
public final class Traces implements Witness, AutoCloseable {
    private static final AttributeKey<String> ENVELOPE = AttributeKey.stringKey("quill.envelope");
    private static final AttributeKey<String> SOURCE = AttributeKey.stringKey("quill.source");
    private static final AttributeKey<Long> STATUS =
            AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<Long> BATCH = AttributeKey.longKey("quill.batch");
    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("quill.rows");

    /** A batch of thousands is told by some of its deliveries: collectors refuse endless spans. */
    private static final int MOST_LINKS = 128;

    private final OriginIds ids = new OriginIds();
    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final InstantSource clock;

    /** To an OTLP collector over HTTP; of so many traces (1 is all of them). */
    public static Traces to(URI collector, double share, InstantSource clock) {
        OtlpHttpSpanExporter exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(collector.resolve("/v1/traces").toString())
                        .build();
        return new Traces(BatchSpanProcessor.builder(exporter).build(), share, clock);
    }

    Traces(SpanProcessor processor, double share, InstantSource clock) {
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
    public void answered(String source, Answer answer, Duration took) {
        if (!(answer instanceof Answer.Accepted(String envelope, Answer.Counts counts))) {
            return;
        }
        Instant now = clock.instant();
        Span span =
                ids.as(
                        Origin.of(envelope),
                        () ->
                                tracer.spanBuilder("webhook " + source)
                                        .setNoParent()
                                        .setSpanKind(SpanKind.SERVER)
                                        .setStartTimestamp(now.minus(took))
                                        .setAttribute(SOURCE, source)
                                        .setAttribute(ENVELOPE, envelope)
                                        .setAttribute(STATUS, (long) answer.status())
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
                .forEach(each -> origins.put(each, Origin.of(each).context()));
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
                .setParent(Context.root().with(Span.wrap(Origin.of(envelope).context())))
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
