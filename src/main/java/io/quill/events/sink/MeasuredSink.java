package io.quill.events.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.function.Supplier;

/** Counts batches and rows by their results, and times the requests. */
public final class MeasuredSink extends ForwardingSink {
    private final MeterRegistry registry;

    public MeasuredSink(Sink sink, MeterRegistry registry) {
        super(sink);
        this.registry = registry;
    }

    @Override
    public PushResult append(Batch batch) {
        PushResult result = timed("append", batch.table(), () -> super.append(batch));
        Counter.builder("quill.push.batches")
                .description("Batches by what became of their request")
                .tags("table", batch.table(), "outcome", outcome(result))
                .register(registry)
                .increment();
        if (result instanceof PushResult.Taken) {
            Counter.builder("quill.push.rows")
                    .description("Rows that Power BI has taken")
                    .tag("table", batch.table())
                    .register(registry)
                    .increment(batch.rows().size());
        }
        return result;
    }

    @Override
    public PushResult clear(String table) {
        return timed("clear", table, () -> super.clear(table));
    }

    private PushResult timed(String operation, String table, Supplier<PushResult> request) {
        Timer.Sample begun = Timer.start(registry);
        PushResult result = request.get();
        begun.stop(
                Timer.builder("quill.push.request")
                        .description("Requests that change a table")
                        .tags("operation", operation, "table", table)
                        .tag("outcome", outcome(result))
                        .register(registry));
        return result;
    }

    private static String outcome(PushResult result) {
        return switch (result) {
            case PushResult.Taken _ -> "taken";
            case PushResult.Throttled _ -> "throttled";
            case PushResult.TooLarge _ -> "too_large";
            case PushResult.Refused _ -> "refused";
            case PushResult.SchemaFault _ -> "schema_fault";
            case PushResult.Denied _ -> "denied";
            case PushResult.Missing _ -> "missing";
            case PushResult.SequenceBehind _ -> "sequence_behind";
            case PushResult.Unsent _ -> "unsent";
            case PushResult.Doubt _ -> "doubt";
        };
    }
}
