package io.quill.records.pull;

import io.quill.platform.http.HttpWire;
import io.quill.platform.settings.Secret;
import io.quill.records.connector.Connector;
import io.quill.records.connector.ConnectorReader;
import io.quill.records.connector.Reading;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Trigger;
import io.quill.records.pull.http.Line;
import io.quill.records.pull.http.Transport;
import io.quill.records.tenant.Account;

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
final class Pulling implements AutoCloseable, InstantSource {
    static final Path PACKED = Path.of("src/main/resources/connectors");
    static final Path INVENTED = Path.of("src/test/resources/connectors-of-tests");

    private final Transport transport = new Transport();
    private final HttpWire wire = new HttpWire();
    final MemoryLanding landing = new MemoryLanding();
    final List<Duration> pauses = new ArrayList<>();
    final Connector connector;
    final Line line;
    private Instant now;

    Pulling(Path file, Map<String, String> values, Instant now) {
        this.connector = connector(file);
        this.now = now;
        Account account =
                new Account(
                        "acme",
                        connector,
                        values.entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey,
                                                each -> Secret.of(each.getValue()))));
        this.line = new Lines(transport, wire, this, this::pause, () -> 0).to(account);
    }

    static Connector connector(Path file) {
        try {
            return switch (ConnectorReader.read(file.toString(), Files.readString(file))) {
                case Reading.Sound<Connector>(Connector connector) -> connector;
                case Reading.Faulty<Connector>(var faults) -> throw new AssertionError(faults);
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

    Pulled pull(String entity) {
        return pull(entity, Order.changes(Trigger.MANUAL));
    }

    Pulled pull(String entity, Order order) {
        return new Pull(landing, this, UUID::randomUUID)
                .pull(line, connector.endpoint(entity).orElseThrow(), order, Progress.NONE);
    }

    Pulled limited(String entity, long limit) {
        return pull(entity, new Order(Trigger.MANUAL, false, OptionalLong.of(limit)));
    }

    Pulled everything(String entity) {
        return pull(entity, new Order(Trigger.MANUAL, true, OptionalLong.empty()));
    }

    Pulled.Complete complete(String entity) {
        return completed(pull(entity));
    }

    static Pulled.Complete completed(Pulled pulled) {
        return switch (pulled) {
            case Pulled.Complete complete -> complete;
            case Pulled.Failed(_, String words, _) -> throw new AssertionError(words);
        };
    }

    static String failure(Pulled pulled) {
        return switch (pulled) {
            case Pulled.Complete complete -> throw new AssertionError(complete);
            case Pulled.Failed(_, String words, _) -> words;
        };
    }

    @Override
    public void close() {
        wire.close();
        transport.close();
    }
}
