package io.quill.platform.settings;

import io.quill.platform.settings.Form.Unfit;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where records are kept: a file a tenant, or a database a tenant on a server; and their files. */
public record Warehouse(
        Optional<Server> server,
        int megabytes,
        int threads,
        Optional<Path> definitions,
        Files files) {

    /** A server's databases; the address has {tenant} in it. */
    public record Server(String address, String user, Optional<Secret> password) {}

    /** Where files of Parquet go. */
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

    static Warehouse read(Values values, Sources sources) {
        return new Warehouse(
                server(values),
                values.value("warehouse.memory", Forms.size(128 << 20, Integer.MAX_VALUE)) >> 20,
                values.value("warehouse.threads", Forms.number(1, 256)),
                values.optional("warehouse.definitions", Forms.path()),
                files(values, sources));
    }

    private static Optional<Server> server(Values values) {
        Optional<String> address = values.optional("warehouse.url", address());
        Optional<String> user = values.optional("warehouse.user", Forms.text());
        Optional<Secret> password = values.secret("warehouse.password", Forms.text());
        return address.map(url -> new Server(url, user.orElse(""), password));
    }

    /** One database for all tenants would mix what must never meet. */
    private static Form<String> address() {
        return new Form<>(
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

    private static Files files(Values values, Sources sources) {
        Optional<String> bucket = values.optional("lake.bucket", Forms.name().like("quill-lake"));
        Optional<URI> endpoint =
                values.optional("lake.endpoint", Urls.endpoint().like("http://localhost:9090"));
        Optional<String> region =
                values.optional("lake.region", Forms.name().like("us-east-1"))
                        .or(() -> sources.environment("AWS_REGION"))
                        .or(() -> endpoint.map(_ -> "us-east-1"));
        return switch (values.value("lake.files", Forms.oneOf(Kind.class))) {
            case OFF -> new Files.None();
            case DISK -> new Files.Disk();
            case S3 -> {
                if (bucket.isEmpty() && !values.isSet("lake.bucket")) {
                    values.fault("lake.bucket", "is not set, and lake.files is s3", "quill-lake");
                }
                if (region.isEmpty() && !values.isSet("lake.region")) {
                    values.fault("lake.region", "is not set, nor is AWS_REGION", "us-east-1");
                }
                yield new Files.Bucket(bucket.orElse(""), region.orElse(""), endpoint);
            }
        };
    }
}
