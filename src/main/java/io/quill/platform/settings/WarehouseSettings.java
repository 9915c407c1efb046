package io.quill.platform.settings;

import io.quill.platform.settings.SettingFormat.Unfit;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of the warehouse: a file or a database for each tenant, and exported files. */
public record WarehouseSettings(
        Optional<Server> server,
        int megabytes,
        int threads,
        Optional<Path> definitions,
        Files files) {

    /** A server's databases; the address has {tenant} in it. */
    public record Server(String address, String user, Optional<Secret> password) {}

    /** Place of Parquet files. */
    public sealed interface Files {
        record None() implements Files {}

        record Disk() implements Files {}

        record Bucket(String name, String region, Optional<URI> endpoint) implements Files {}
    }

    private enum Kind {
        OFF,
        DISK,
        S3
    }

    static WarehouseSettings read(SettingsReader settingsReader, SettingSources settingSources) {
        return new WarehouseSettings(
                server(settingsReader),
                settingsReader.value(
                                "warehouse.memory",
                                SettingFormats.size(128 << 20, Integer.MAX_VALUE))
                        >> 20,
                settingsReader.value("warehouse.threads", SettingFormats.number(1, 256)),
                settingsReader.optional("warehouse.definitions", SettingFormats.path()),
                files(settingsReader, settingSources));
    }

    private static Optional<Server> server(SettingsReader settingsReader) {
        Optional<String> address = settingsReader.optional("warehouse.url", address());
        Optional<String> user = settingsReader.optional("warehouse.user", SettingFormats.text());
        Optional<Secret> password =
                settingsReader.secret("warehouse.password", SettingFormats.text());
        return address.map(url -> new Server(url, user.orElse(""), password));
    }

    /**
     * Format of the address, which must differ by tenant, so that tenants never share a database.
     */
    private static SettingFormat<String> address() {
        return new SettingFormat<>(
                "jdbc:postgresql://localhost/quill_{tenant}",
                text -> {
                    if (!text.startsWith("jdbc:postgresql:")
                            && !text.startsWith("jdbc:sqlserver:")) {
                        throw new Unfit("must begin with jdbc:postgresql: or jdbc:sqlserver:");
                    }
                    if (!text.contains("{tenant}")) {
                        throw new Unfit("must have {tenant} in it: each has a database of its own");
                    }
                    return text;
                });
    }

    private static Files files(SettingsReader settingsReader, SettingSources settingSources) {
        Optional<String> bucket =
                settingsReader.optional(
                        "lake.bucket", SettingFormats.name().withExample("quill-lake"));
        Optional<URI> endpoint =
                settingsReader.optional(
                        "lake.endpoint",
                        UrlFormats.endpoint().withExample("http://localhost:9090"));
        Optional<String> region =
                settingsReader
                        .optional("lake.region", SettingFormats.name().withExample("us-east-1"))
                        .or(() -> settingSources.environment("AWS_REGION"))
                        .or(() -> endpoint.map(_ -> "us-east-1"));
        return switch (settingsReader.value("lake.files", SettingFormats.oneOf(Kind.class))) {
            case OFF -> new Files.None();
            case DISK -> new Files.Disk();
            case S3 -> {
                if (bucket.isEmpty() && !settingsReader.isSet("lake.bucket")) {
                    settingsReader.fault(
                            "lake.bucket", "is not set, and lake.files is s3", "quill-lake");
                }
                if (region.isEmpty() && !settingsReader.isSet("lake.region")) {
                    settingsReader.fault(
                            "lake.region", "is not set, nor is AWS_REGION", "us-east-1");
                }
                yield new Files.Bucket(bucket.orElse(""), region.orElse(""), endpoint);
            }
        };
    }
}
