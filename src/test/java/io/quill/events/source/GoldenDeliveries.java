package io.quill.events.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Envelope;
import io.quill.events.FactEvent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Deliveries and, beside each, what is made of it, a line an outcome. */
public final class GoldenDeliveries {
    public static final Instant RECEIVED_AT = Instant.parse("2026-09-14T21:04:50Z");

    private static final Path FOLDER = Path.of("src/test/resources/io/quill/events/source");

    private GoldenDeliveries() {}

    public static Stream<String> names(String source) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(source))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".json"))
                            .map(name -> name.substring(0, name.length() - ".json".length()))
                            .sorted()
                            .toList();
            return names.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] body(String source, String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(source).resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String expected(String source, String name) {
        try {
            return Files.readString(FOLDER.resolve(source).resolve(name + ".expected.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Envelope envelope(byte[] body) {
        return new Envelope("e-1", RECEIVED_AT, "POST", "/webhook", Map.of(), body);
    }

    public static String told(List<AdapterOutcome> outcomes) {
        return outcomes.stream()
                .map(adapterOutcome -> told(adapterOutcome) + "\n")
                .collect(Collectors.joining());
    }

    private static String told(AdapterOutcome adapterOutcome) {
        return switch (adapterOutcome) {
            case AdapterOutcome.Fact(var event) -> "fact " + told(event);
            case AdapterOutcome.NeedsResolving(var event, var missing) ->
                    "needs " + missing + " " + told(event);
            case AdapterOutcome.Wakes(var key) -> "wakes " + key;
            case AdapterOutcome.Ignored(var reason) -> "ignored " + reason;
            case AdapterOutcome.Rejected(var reason, var raw) ->
                    "rejected (" + reason + ") " + onOneLine(raw);
        };
    }

    private static String told(FactEvent fact) {
        return "%s %s agent=%s at=%s %s %s talk=%d duration=%d ring=%s notes=%s"
                .formatted(
                        fact.key(),
                        fact.metric(),
                        fact.agentId(),
                        fact.occurredAt(),
                        fact.direction(),
                        fact.outcome(),
                        fact.talkSeconds(),
                        fact.durationSeconds(),
                        fact.ringGroupId(),
                        fact.notes());
    }

    private static String onOneLine(byte[] raw) {
        String line =
                new String(raw, UTF_8).lines().map(String::strip).collect(Collectors.joining(" "));
        return line.length() <= 60
                ? line
                : line.substring(0, 40) + "…" + line.substring(line.length() - 20);
    }
}
