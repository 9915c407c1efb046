package io.quill.events.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.quill.platform.file.Sha256;

import java.util.HexFormat;

/**
 * Origin of a delivery's trace, derived from its envelope id alone, so that every process finds the
 * same trace.
 */
record TraceOrigin(String traceId, String spanId) {
    private static final HexFormat HEX = HexFormat.of();
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    static TraceOrigin of(String envelope) {
        byte[] digest = Sha256.of(envelope);
        return new TraceOrigin(
                HEX.formatHex(digest, 0, TRACE_BYTES),
                HEX.formatHex(digest, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES));
    }

    SpanContext context() {
        return SpanContext.createFromRemoteParent(
                traceId, spanId, TraceFlags.getSampled(), TraceState.getDefault());
    }
}
