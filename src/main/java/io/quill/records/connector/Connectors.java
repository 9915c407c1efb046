package io.quill.records.connector;

import io.quill.platform.file.SmallFile;
import io.quill.platform.file.TooLongException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Connectors known to Quill: those in the jar and those an operator adds. */
public record Connectors(Map<String, Connector> byService) {
    private static final String SUFFIX = ".yaml";

    /** Services in the jar, by name, since listing the jar takes longer than reading them. */
    static final List<String> PACKED = List.of("nexudus");

    public Connectors {
        byService = Map.copyOf(byService);
    }

    /**
     * A file of the directory goes before a packed one of the same service.
     *
     * @param needed which packed services somebody may use: reading a connector takes its time
     */
    public static ParseResult<Connectors> read(Optional<Path> directory, Predicate<String> needed) {
        Map<String, String> texts = new TreeMap<>(bundled(needed));
        Map<String, ServiceDirectory> directories = new TreeMap<>();
        List<ValidationError> faults = new ArrayList<>();
        try {
            if (directory.isPresent()) {
                texts.putAll(texts(directory.get()));
                ServiceDirectory.all(directory.get())
                        .forEach(each -> directories.put(each.connector(), each));
                for (ServiceDirectory each : directories.values()) {
                    texts.put(each.connector(), each.text());
                }
            }
        } catch (TooLongException e) {
            faults.add(new ValidationError(e.subject(), 0, "", e.words()));
        } catch (IOException _) {
            faults.add(
                    new ValidationError(
                            directory.map(Path::toString).orElse(""), 0, "", "cannot be read"));
        }
        Map<String, Connector> connectors = new TreeMap<>();
        texts.forEach(
                (file, text) -> {
                    switch (ConnectorReader.read(file, text)) {
                        case ParseResult.Sound<Connector>(Connector connector) -> {
                            connectors.put(connector.service(), connector);
                            if (directories.containsKey(file)) {
                                faults.addAll(directories.get(file).faults(connector));
                            }
                        }
                        case ParseResult.Faulty<Connector>(var some) -> faults.addAll(some);
                    }
                });
        return faults.isEmpty()
                ? new ParseResult.Sound<>(new Connectors(connectors))
                : new ParseResult.Faulty<>(faults);
    }

    public Optional<Connector> of(String service) {
        return Optional.ofNullable(byService.get(service));
    }

    private static Map<String, String> bundled(Predicate<String> needed) {
        Map<String, String> texts = new TreeMap<>();
        for (String service : PACKED) {
            if (needed.test(service)) {
                texts.put(service + SUFFIX, bundled(service + SUFFIX));
            }
        }
        return texts;
    }

    private static String bundled(String file) {
        try (InputStream in = Connectors.class.getResourceAsStream("/connectors/" + file)) {
            return new String(
                    Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads connectors that are a single file. */
    private static Map<String, String> texts(Path directory) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(each -> each.toString().endsWith(SUFFIX)).toList()) {
                texts.put(directory + "/" + file.getFileName(), SmallFile.text(file));
            }
        }
        return texts;
    }
}
