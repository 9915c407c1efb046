package io.quill.events.trace;

import io.opentelemetry.sdk.trace.IdGenerator;

import java.util.Optional;
import java.util.function.Supplier;

/** Generates the ids of a delivery's first span from its origin. */
final class OriginIdGenerator implements IdGenerator {
    private final IdGenerator random = IdGenerator.random();
    private final ThreadLocal<Optional<TraceOrigin>> next =
            ThreadLocal.withInitial(Optional::empty);

    /** Whatever span begins in there has these ids. */
    <T> T as(TraceOrigin traceOrigin, Supplier<T> begin) {
        next.set(Optional.of(traceOrigin));
        try {
            return begin.get();
        } finally {
            next.remove();
        }
    }

    @Override
    public String generateTraceId() {
        return next.get().map(TraceOrigin::traceId).orElseGet(random::generateTraceId);
    }

    @Override
    public String generateSpanId() {
        return next.get().map(TraceOrigin::spanId).orElseGet(random::generateSpanId);
    }
}
