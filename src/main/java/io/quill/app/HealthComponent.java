package io.quill.app;

import io.quill.app.http.HealthHandler;
import io.quill.app.http.TextHandler;
import io.quill.platform.metrics.Telemetry;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Component that serves health and metrics without a route or a worker. */
final class HealthComponent implements AppComponent {
    HealthComponent(
            Services services, HttpServers httpServers, Supplier<Optional<String>> obstacle) {
        Telemetry telemetry = services.telemetry();
        httpServers.addManagementRoute("/health/live", new HealthHandler(Optional::empty));
        httpServers.addManagementRoute("/health/ready", new HealthHandler(obstacle));
        httpServers.addManagementRoute(
                "/metrics", new TextHandler(Telemetry.CONTENT_TYPE, telemetry::text));
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        return List.of();
    }
}
