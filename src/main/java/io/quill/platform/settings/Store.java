package io.quill.platform.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where events are remembered. The directory holds the SQLite file, or the spool, which a stop
 * waits for to be empty.
 */
public record Store(
        Backend backend,
        Path directory,
        Duration stopWait,
        Duration timeToLive,
        Optional<Duration> recountEvery) {
    private static final Duration SHORTEST_RECOUNT = Duration.ofMinutes(10);
    private static final Duration LONGEST_RECOUNT = Duration.ofDays(7);

    /** What stands behind the store. */
    public sealed interface Backend {
        record Sqlite() implements Backend {}

        record Dynamo(String table, String region, Optional<URI> endpoint) implements Backend {}
    }

    private enum Name {
        SQLITE,
        DYNAMODB
    }

    static Store read(Values values, Sources sources) {
        return new Store(
                switch (values.value("data.backend", Forms.oneOf(Name.class))) {
                    case SQLITE -> sqlite(values);
                    case DYNAMODB -> dynamo(values, sources);
                },
                values.value("data.dir", Forms.path()),
                Duration.ofSeconds(
                        values.value("spool.stop-wait", Forms.number(0, 3_600).like("240"))),
                Duration.ofDays(values.value("dynamo.ttl-days", Forms.number(1, 3_650).like("14"))),
                values.value("books.recount-every", Forms.wait(SHORTEST_RECOUNT, LONGEST_RECOUNT)));
    }

    /** What is set for the other one is checked all the same. */
    private static Backend sqlite(Values values) {
        table(values);
        region(values);
        endpoint(values);
        return new Backend.Sqlite();
    }

    private static Backend dynamo(Values values, Sources sources) {
        String table = table(values);
        Optional<URI> endpoint = endpoint(values);
        Optional<String> region =
                region(values)
                        .or(() -> sources.environment("AWS_REGION"))
                        .or(() -> sources.environment("AWS_DEFAULT_REGION"))
                        // DynamoDB Local wants one, and does not mind which
                        .or(() -> endpoint.map(_ -> "us-east-1"));
        if (region.isEmpty() && !values.isSet("dynamo.region")) {
            values.fault("dynamo.region", "is not set, nor is AWS_REGION", "us-east-1");
        }
        return new Backend.Dynamo(table, region.orElse(""), endpoint);
    }

    private static String table(Values values) {
        return values.value("dynamo.table-name", Forms.name().like("QuillLedger"));
    }

    private static Optional<String> region(Values values) {
        return values.optional("dynamo.region", Forms.name().like("us-east-1"));
    }

    private static Optional<URI> endpoint(Values values) {
        return values.optional("dynamo.endpoint", Urls.endpoint().like("http://localhost:8000"));
    }
}
