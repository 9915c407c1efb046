package io.quill.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        byte[] digest = sha256(envelope);
        return new Origin(
                HEX.formatHex(digest, 0, TRACE_BYTES),
                HEX.formatHex(digest, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES));
    }

    SpanContext context() {
        return SpanContext.createFromRemoteParent(
                traceId, spanId, TraceFlags.getSampled(), TraceState.getDefault());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }
}
