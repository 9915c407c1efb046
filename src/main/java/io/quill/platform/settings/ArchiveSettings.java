package io.quill.platform.settings;

import java.net.URI;
import java.util.Optional;

/**
 * Settings of the archive of settled facts: a bucket, or else a folder below the data directory.
 */
public record ArchiveSettings(Optional<Bucket> bucket) {
    /** The region is where the bucket is; another endpoint answers like S3. */
    public record Bucket(String name, String region, Optional<URI> endpoint) {}

    static ArchiveSettings read(
            SettingsReader settingsReader,
            SettingSources settingSources,
            StoreSettings storeSettings) {
        Optional<String> name =
                settingsReader.optional(
                        "archive.bucket", SettingFormats.name().withExample("quill"));
        Optional<URI> endpoint =
                settingsReader.optional(
                        "archive.endpoint",
                        UrlFormats.endpoint().withExample("http://localhost:9090"));
        Optional<String> region =
                settingsReader
                        .optional("archive.region", SettingFormats.name().withExample("us-east-1"))
                        .or(() -> settingSources.environment("AWS_REGION"))
                        .or(() -> endpoint.map(_ -> "us-east-1"));
        if (name.isPresent() && region.isEmpty() && !settingsReader.isSet("archive.region")) {
            settingsReader.fault("archive.region", "is not set, nor is AWS_REGION", "us-east-1");
        }
        if (name.isEmpty() && storeSettings.backend() instanceof StoreSettings.Backend.Dynamo) {
            settingsReader.warn(
                    "archive.bucket",
                    "is not set: each replica keeps on its own disk what it pushed itself");
        }
        return new ArchiveSettings(name.map(it -> new Bucket(it, region.orElse(""), endpoint)));
    }
}
