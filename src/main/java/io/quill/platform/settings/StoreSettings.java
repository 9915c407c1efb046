package io.quill.platform.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the store. The directory holds the SQLite file or the spool; a stop waits until the
 * spool is empty.
 */
public record StoreSettings(
        Backend backend,
        Path directory,
        Duration stopWait,
        Duration timeToLive,
        Optional<Duration> recountEvery) {
    private static final Duration SHORTEST_RECOUNT = Duration.ofMinutes(10);
    private static final Duration LONGEST_RECOUNT = Duration.ofDays(7);

    /** Backend of the store. */
    public sealed interface Backend {
        record Sqlite() implements Backend {}

        record Dynamo(String table, String region, Optional<URI> endpoint) implements Backend {}
    }

    private enum Name {
        SQLITE,
        DYNAMODB
    }

    static StoreSettings read(SettingsReader settingsReader, SettingSources settingSources) {
        return new StoreSettings(
                switch (settingsReader.value("data.backend", SettingFormats.oneOf(Name.class))) {
                    case SQLITE -> sqlite(settingsReader);
                    case DYNAMODB -> dynamo(settingsReader, settingSources);
                },
                settingsReader.value("data.dir", SettingFormats.path()),
                Duration.ofSeconds(
                        settingsReader.value(
                                "spool.stop-wait",
                                SettingFormats.number(0, 3_600).withExample("240"))),
                Duration.ofDays(
                        settingsReader.value(
                                "dynamo.ttl-days",
                                SettingFormats.number(1, 3_650).withExample("14"))),
                settingsReader.value(
                        "books.recount-every",
                        SettingFormats.wait(SHORTEST_RECOUNT, LONGEST_RECOUNT)));
    }

    /** Reads the SQLite settings, and checks those of DynamoDB all the same. */
    private static Backend sqlite(SettingsReader settingsReader) {
        table(settingsReader);
        region(settingsReader);
        endpoint(settingsReader);
        return new Backend.Sqlite();
    }

    private static Backend dynamo(SettingsReader settingsReader, SettingSources settingSources) {
        String table = table(settingsReader);
        Optional<URI> endpoint = endpoint(settingsReader);
        Optional<String> region =
                region(settingsReader)
                        .or(() -> settingSources.environment("AWS_REGION"))
                        .or(() -> settingSources.environment("AWS_DEFAULT_REGION"))
                        // DynamoDB Local wants one, and does not mind which
                        .or(() -> endpoint.map(_ -> "us-east-1"));
        if (region.isEmpty() && !settingsReader.isSet("dynamo.region")) {
            settingsReader.fault("dynamo.region", "is not set, nor is AWS_REGION", "us-east-1");
        }
        return new Backend.Dynamo(table, region.orElse(""), endpoint);
    }

    private static String table(SettingsReader settingsReader) {
        return settingsReader.value(
                "dynamo.table-name", SettingFormats.name().withExample("QuillLedger"));
    }

    private static Optional<String> region(SettingsReader settingsReader) {
        return settingsReader.optional(
                "dynamo.region", SettingFormats.name().withExample("us-east-1"));
    }

    private static Optional<URI> endpoint(SettingsReader settingsReader) {
        return settingsReader.optional(
                "dynamo.endpoint", UrlFormats.endpoint().withExample("http://localhost:8000"));
    }
}
