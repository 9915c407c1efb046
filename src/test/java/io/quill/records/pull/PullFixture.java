package io.quill.records.pull;

import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.settings.Secret;
import io.quill.records.connector.Connector;
import io.quill.records.connector.ConnectorReader;
import io.quill.records.connector.ParseResult;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Trigger;
import io.quill.records.pull.http.ServiceClient;
import io.quill.records.tenant.ServiceAccount;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;

/** The engine as it is, over real HTTP, with a clock that is moved by its pauses. */
final class PullFixture implements AutoCloseable, InstantSource {
    static final Path PACKED = Path.of("src/main/resources/connectors");
    static final Path INVENTED = Path.of("src/test/resources/connectors-of-tests");

    private final JdkHttpTransport wire = new JdkHttpTransport();
    final MemoryBronzeStore landing = new MemoryBronzeStore();
    final List<Duration> pauses = new ArrayList<>();
    final Connector connector;
    final ServiceClient line;
    private Instant now;

    PullFixture(Path file, Map<String, String> values, Instant now) {
        this.connector = connector(file);
        this.now = now;
        ServiceAccount serviceAccount =
                new ServiceAccount(
                        "acme",
                        connector,
                        values.entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey,
                                                each -> Secret.of(each.getValue()))));
        this.line = new ServiceClients(wire, this, this::pause, () -> 0).clientFor(serviceAccount);
    }

    static Connector connector(Path file) {
        try {
            return switch (ConnectorReader.read(file.toString(), Files.readString(file))) {
                case ParseResult.Sound<Connector>(Connector connector) -> connector;
                case ParseResult.Faulty<Connector>(var faults) -> throw new AssertionError(faults);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void pause(Duration time) {
        pauses.add(time);
        now = now.plus(time);
    }

    synchronized void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    Feed feed(String entity) {
        return new Feed("acme", connector.service(), entity);
    }

    PullResult pull(String entity) {
        return pull(entity, PullOptions.changes(Trigger.MANUAL));
    }

    PullResult pull(String entity, PullOptions pullOptions) {
        return new FeedPuller(landing, this, UUID::randomUUID)
                .pull(
                        line,
                        connector.endpoint(entity).orElseThrow(),
                        pullOptions,
                        PullListener.NONE);
    }

    PullResult limited(String entity, long limit) {
        return pull(entity, new PullOptions(Trigger.MANUAL, false, OptionalLong.of(limit)));
    }

    PullResult everything(String entity) {
        return pull(entity, new PullOptions(Trigger.MANUAL, true, OptionalLong.empty()));
    }

    PullResult.Complete complete(String entity) {
        return completed(pull(entity));
    }

    static PullResult.Complete completed(PullResult pullResult) {
        return switch (pullResult) {
            case PullResult.Complete complete -> complete;
            case PullResult.Failed(_, String words, _) -> throw new AssertionError(words);
        };
    }

    static String failure(PullResult pullResult) {
        return switch (pullResult) {
            case PullResult.Complete complete -> throw new AssertionError(complete);
            case PullResult.Failed(_, String words, _) -> words;
        };
    }

    @Override
    public void close() {
        wire.close();
    }
}
