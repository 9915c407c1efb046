package io.quill.platform.settings;

import java.net.URI;
import java.util.Optional;

/** Where settled facts are kept for good: in a bucket, or else below the data directory. */
public record Archive(Optional<Bucket> bucket) {
    /** The region is where the bucket is; another endpoint answers like S3. */
    public record Bucket(String name, String region, Optional<URI> endpoint) {}

    static Archive read(Values values, Sources sources, Store store) {
        Optional<String> name = values.optional("archive.bucket", Forms.name().like("quill"));
        Optional<URI> endpoint =
                values.optional("archive.endpoint", Urls.endpoint().like("http://localhost:9090"));
        Optional<String> region =
                values.optional("archive.region", Forms.name().like("us-east-1"))
                        .or(() -> sources.environment("AWS_REGION"))
                        .or(() -> endpoint.map(_ -> "us-east-1"));
        if (name.isPresent() && region.isEmpty() && !values.isSet("archive.region")) {
            values.fault("archive.region", "is not set, nor is AWS_REGION", "us-east-1");
        }
        if (name.isEmpty() && store.backend() instanceof Store.Backend.Dynamo) {
            values.warn(
                    "archive.bucket",
                    "is not set: each replica keeps on its own disk what it pushed itself");
        }
        return new Archive(name.map(it -> new Bucket(it, region.orElse(""), endpoint)));
    }
}
