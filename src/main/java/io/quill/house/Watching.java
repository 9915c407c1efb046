package io.quill.house;

import io.quill.server.Page;
import io.quill.server.Probe;
import io.quill.telemetry.Telemetry;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.util.List;
import java.util.function.BooleanSupplier;

/** What watches Quill reads here, without a route and without a worker: health, and metrics. */
final class Watching implements Part {
    Watching(Ground ground, Doors doors, BooleanSupplier holding) {
        Telemetry telemetry = ground.telemetry();
        doors.watched("/health/live", new Probe(() -> true));
        doors.watched("/health/ready", new Probe(holding));
        doors.watched("/metrics", new Page(Telemetry.CONTENT_TYPE, telemetry::text));
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        return List.of();
    }
}
