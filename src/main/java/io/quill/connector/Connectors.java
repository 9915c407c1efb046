package io.quill.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The services that are known: those packed with Quill, and those that an operator adds. */
public record Connectors(Map<String, Connector> byService) {
    private static final String PACKED = "/connectors";

    public Connectors {
        byService = Map.copyOf(byService);
    }

    /** A file of the directory goes before a packed one of the same service. */
    public static Reading<Connectors> read(Optional<Path> directory) {
        Map<String, String> texts = new TreeMap<>(packed());
        List<Fault> faults = new ArrayList<>();
        try {
            if (directory.isPresent()) {
                texts.putAll(texts(directory.get(), directory.get() + "/"));
            }
        } catch (IOException _) {
            faults.add(
                    new Fault(directory.map(Path::toString).orElse(""), 0, "", "cannot be read"));
        }
        Map<String, Connector> connectors = new TreeMap<>();
        texts.forEach(
                (file, text) -> {
                    switch (ConnectorReader.read(file, text)) {
                        case Reading.Sound<Connector>(Connector connector) ->
                                connectors.put(connector.service(), connector);
                        case Reading.Faulty<Connector>(var some) -> faults.addAll(some);
                    }
                });
        return faults.isEmpty()
                ? new Reading.Sound<>(new Connectors(connectors))
                : new Reading.Faulty<>(faults);
    }

    public Optional<Connector> of(String service) {
        return Optional.ofNullable(byService.get(service));
    }

    private static Map<String, String> packed() {
        try {
            URL url = Objects.requireNonNull(Connectors.class.getResource(PACKED), PACKED);
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) {
                return texts(Path.of(uri), "");
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return texts(jar.getPath(PACKED), "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> texts(Path directory, String prefix) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                texts.put(prefix + file.getFileName(), Files.readString(file));
            }
        }
        return texts;
    }
}
