package io.quill.platform.settings;

import io.quill.platform.settings.Settings.Mode;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where Quill listens, and how much it takes at once. */
public record Server(
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

    static Server read(Values values, Mode mode) {
        int port = values.value("quill.port", Forms.port());
        Optional<Integer> management = values.optional("management.port", Forms.port());
        if (management.filter(other -> other == port).isPresent()) {
            values.fault("management.port", "is the port that QUILL_PORT has", "9090");
        }
        Optional<Integer> admin = values.optional("admin.port", Forms.port());
        if (admin.filter(other -> other == port).isPresent()
                || (admin.isPresent() && admin.equals(management))) {
            values.fault(
                    "admin.port", "is the port that QUILL_PORT or MANAGEMENT_PORT has", "8081");
        }
        return new Server(
                values.optional("quill.host", Forms.host())
                        .orElse(mode == Mode.DEMO ? "127.0.0.1" : "0.0.0.0"),
                port,
                admin,
                management,
                values.value("quill.in-flight", Forms.number(1, 100_000).like("512")),
                values.value("max-body-bytes", Forms.size(1_024, MOST_BODY)),
                Duration.ofSeconds(
                        values.value("quill.linger-seconds", Forms.number(0, 300).like("5"))),
                values.optional("public-url", Urls.endpoint())
                        .orElse(URI.create("http://localhost:" + port)),
                values.optional("trusted-proxies", Forms.cidrs()).orElse(List.of()));
    }
}
