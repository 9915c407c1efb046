package io.quill.events.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.quill.platform.file.Sha256;

import java.util.HexFormat;

/**
 * Where a delivery's trace begins, as its envelope alone says it: so an event need not carry more
 * through the store than the envelope's id, and whichever process pushes it finds its trace.
 */
record Origin(String traceId, String spanId) {
    private static final HexFormat HEX = HexFormat.of();
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    static Origin of(String envelope) {
        byte[] digest = Sha256.of(envelope);
        return new Origin(
                HEX.formatHex(digest, 0, TRACE_BYTES),
                HEX.formatHex(digest, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES));
    }

    SpanContext context() {
        return SpanContext.createFromRemoteParent(
                traceId, spanId, TraceFlags.getSampled(), TraceState.getDefault());
    }
}
