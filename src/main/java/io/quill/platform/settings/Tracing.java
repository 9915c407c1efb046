package io.quill.platform.settings;

import java.net.URI;
import java.util.Optional;

/** Where traces are told, if anywhere, and how many of them (1 is all). */
public record Tracing(Optional<URI> collector, double share) {
    private static final int ALL = 100;

    static Tracing read(Values values) {
        return new Tracing(
                values.optional("otel.exporter-otlp-endpoint", Urls.endpoint()),
                values.value("traces.percent", Forms.number(1, ALL).like("100")) / (double) ALL);
    }
}
