package io.quill.app;

import io.quill.app.http.Page;
import io.quill.app.http.Probe;
import io.quill.platform.metrics.Telemetry;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What watches Quill reads here, without a route and without a worker: health, and metrics. */
final class Watching implements Part {
    Watching(Ground ground, Doors doors, Supplier<Optional<String>> obstacle) {
        Telemetry telemetry = ground.telemetry();
        doors.watched("/health/live", new Probe(Optional::empty));
        doors.watched("/health/ready", new Probe(obstacle));
        doors.watched("/metrics", new Page(Telemetry.CONTENT_TYPE, telemetry::text));
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        return List.of();
    }
}
