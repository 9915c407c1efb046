package io.quill.platform.settings;

import java.net.URI;
import java.util.Optional;

/** Settings of tracing: the collector, and the share of traces (1 is all). */
public record TracingSettings(Optional<URI> collector, double share) {
    private static final int ALL = 100;

    static TracingSettings read(SettingsReader settingsReader) {
        return new TracingSettings(
                settingsReader.optional("otel.exporter-otlp-endpoint", UrlFormats.endpoint()),
                settingsReader.value(
                                "traces.percent", SettingFormats.number(1, ALL).withExample("100"))
                        / (double) ALL);
    }
}
