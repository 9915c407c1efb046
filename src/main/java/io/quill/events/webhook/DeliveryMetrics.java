package io.quill.events.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts deliveries by their answers, and times them. */
public final class DeliveryMetrics implements DeliveryListener {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final Map<String, Meters> sources = new ConcurrentHashMap<>();

    public DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void answered(String source, WebhookResponse webhookResponse, Duration took) {
        Meters meters = sources.computeIfAbsent(source, Meters::new);
        switch (webhookResponse) {
            case WebhookResponse.Accepted(_, WebhookResponse.Counts counts) -> {
                meters.took.record(took);
                meters.accepted.increment();
                meters.count(counts);
            }
            case WebhookResponse.Refused _ -> meters.refused.increment();
            case WebhookResponse.Unavailable _ -> meters.unavailable.increment();
        }
    }

    /** Made once a source: looking meters up by their labels costs more than counting does. */
    private final class Meters {
        private final Timer took;
        private final Counter accepted;
        private final Counter refused;
        private final Counter unavailable;
        private final Counter held;
        private final Counter duplicates;
        private final Counter gated;
        private final Counter ignored;
        private final Counter rejected;

        Meters(String source) {
            took =
                    Timer.builder("quill.webhook.accept")
                            .description("From a delivery's arrival to its 202")
                            .serviceLevelObjectives(BUCKETS)
                            .tag("source", source)
                            .register(registry);
            accepted = delivery(source, "accepted");
            refused = delivery(source, "refused");
            unavailable = delivery(source, "unavailable");
            held = event(source, "held");
            duplicates = event(source, "duplicate");
            gated = event(source, "gated");
            ignored = event(source, "ignored");
            rejected = event(source, "rejected");
        }

        private Counter delivery(String source, String outcome) {
            return Counter.builder("quill.webhook.deliveries")
                    .description("Deliveries by how they were answered")
                    .tags("source", source, "outcome", outcome)
                    .register(registry);
        }

        private Counter event(String source, String outcome) {
            return Counter.builder("quill.webhook.events")
                    .description("Events of accepted deliveries by what they came to")
                    .tags("source", source, "outcome", outcome)
                    .register(registry);
        }

        void count(WebhookResponse.Counts counts) {
            held.increment(counts.accepted());
            duplicates.increment(counts.duplicates());
            gated.increment(counts.gated());
            ignored.increment(counts.ignored());
            rejected.increment(counts.rejected());
        }
    }
}
