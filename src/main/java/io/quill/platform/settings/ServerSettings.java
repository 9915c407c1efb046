package io.quill.platform.settings;

import io.quill.platform.settings.Settings.Mode;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the HTTP server: addresses, limits, and the linger of a push. */
public record ServerSettings(
        String host,
        int port,
        Optional<Integer> adminPort,
        Optional<Integer> managementPort,
        int inFlight,
        int maxBodyBytes,
        Duration linger,
        URI publicUrl,
        List<Cidr> trustedProxies) {

    private static final int MOST_BODY = 64 * 1024 * 1024;

    static ServerSettings read(SettingsReader settingsReader, Mode mode) {
        int port = settingsReader.value("quill.port", SettingFormats.port());
        Optional<Integer> management =
                settingsReader.optional("management.port", SettingFormats.port());
        if (management.filter(other -> other == port).isPresent()) {
            settingsReader.fault("management.port", "is the port that QUILL_PORT has", "9090");
        }
        Optional<Integer> admin = settingsReader.optional("admin.port", SettingFormats.port());
        if (admin.filter(other -> other == port).isPresent()
                || (admin.isPresent() && admin.equals(management))) {
            settingsReader.fault(
                    "admin.port", "is the port that QUILL_PORT or MANAGEMENT_PORT has", "8081");
        }
        return new ServerSettings(
                settingsReader
                        .optional("quill.host", SettingFormats.host())
                        .orElse(mode == Mode.DEMO ? "127.0.0.1" : "0.0.0.0"),
                port,
                admin,
                management,
                settingsReader.value(
                        "quill.in-flight", SettingFormats.number(1, 100_000).withExample("512")),
                settingsReader.value("max-body-bytes", SettingFormats.size(1_024, MOST_BODY)),
                Duration.ofSeconds(
                        settingsReader.value(
                                "quill.linger-seconds",
                                SettingFormats.number(0, 300).withExample("5"))),
                settingsReader
                        .optional("public-url", UrlFormats.endpoint())
                        .orElse(URI.create("http://localhost:" + port)),
                settingsReader
                        .optional("trusted-proxies", SettingFormats.cidrs())
                        .orElse(List.of()));
    }
}
