package io.quill.events.trace;

import io.opentelemetry.sdk.trace.IdGenerator;

import java.util.Optional;
import java.util.function.Supplier;

/** Gives the span that begins a delivery's trace the ids of its {@link Origin}. */
final class OriginIds implements IdGenerator {
    private final IdGenerator random = IdGenerator.random();
    private final ThreadLocal<Optional<Origin>> next = ThreadLocal.withInitial(Optional::empty);

    /** Whatever span begins in there has these ids. */
    <T> T as(Origin origin, Supplier<T> begin) {
        next.set(Optional.of(origin));
        try {
            return begin.get();
        } finally {
            next.remove();
        }
    }

    @Override
    public String generateTraceId() {
        return next.get().map(Origin::traceId).orElseGet(random::generateTraceId);
    }

    @Override
    public String generateSpanId() {
        return next.get().map(Origin::spanId).orElseGet(random::generateSpanId);
    }
}
