package io.quill.records.connector;

import io.quill.platform.file.SmallFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is to be known about a service, side by side: {@code connector.yaml}, a column list for
 * each entity in {@code silver}, and what it adds to canonical tables in {@code core}.
 */
public record ServiceDirectory(Path path) {
    private static final String CONNECTOR = "connector.yaml";
    private static final String JSON = ".json";

    /** Those in a directory, in the order of their names. */
    public static List<ServiceDirectory> all(Path directory) throws IOException {
        try (Stream<Path> below = Files.list(directory)) {
            return below.filter(each -> Files.exists(each.resolve(CONNECTOR)))
                    .sorted()
                    .map(ServiceDirectory::new)
                    .toList();
        }
    }

    public String service() {
        return String.valueOf(path.getFileName());
    }

    String connector() {
        return path.resolve(CONNECTOR).toString();
    }

    String text() throws IOException {
        return SmallFile.text(path.resolve(CONNECTOR));
    }

    /** The definitions of a layer, in the order of their names. */
    public List<Path> definitions(String layer) throws IOException {
        Path directory = path.resolve(layer);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(each -> each.toString().endsWith(JSON)).sorted().toList();
        }
    }

    /** A definition is called after the entity, or the table, that it is about. */
    public static String subject(Path definition) {
        String name = String.valueOf(definition.getFileName());
        return name.substring(0, name.length() - JSON.length());
    }

    /** What does not fit to the connector: a list that nothing will ever be read into, say. */
    List<Fault> faults(Connector connector) {
        List<Fault> faults = new ArrayList<>();
        if (!connector.service().equals(service())) {
            faults.add(
                    new Fault(
                            connector(),
                            0,
                            "service",
                            "is " + connector.service() + ", and its directory " + service()));
        }
        try {
            definitions("silver").stream()
                    .flatMap(each -> stray(connector, each).stream())
                    .forEach(faults::add);
        } catch (IOException _) {
            faults.add(new Fault(path.resolve("silver").toString(), 0, "", "cannot be read"));
        }
        return faults;
    }

    private static Optional<Fault> stray(Connector connector, Path list) {
        return connector.endpoint(subject(list)).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Fault(
                                list.toString(),
                                0,
                                "",
                                "is called after no endpoint of " + connector.service()));
    }
}
