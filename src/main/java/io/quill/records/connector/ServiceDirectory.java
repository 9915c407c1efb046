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
 * Directory of one service: connector.yaml, a column list for each entity in silver, and its part
 * of canonical tables in core.
 */
public record ServiceDirectory(Path path) {
    private static final String CONNECTOR = "connector.yaml";
    private static final String JSON = ".json";

    /** Returns the directories of services, in the order of their names. */
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

    /**
     * Returns the errors of files that do not match the connector, such as a column list without an
     * endpoint.
     */
    List<ValidationError> faults(Connector connector) {
        List<ValidationError> faults = new ArrayList<>();
        if (!connector.service().equals(service())) {
            faults.add(
                    new ValidationError(
                            connector(),
                            0,
                            "service",
                            "is " + connector.service() + ", and its directory " + service()));
        }
        try {
            definitions("silver").stream()
                    .flatMap(each -> unknownEntity(connector, each).stream())
                    .forEach(faults::add);
        } catch (IOException _) {
            faults.add(
                    new ValidationError(
                            path.resolve("silver").toString(), 0, "", "cannot be read"));
        }
        return faults;
    }

    private static Optional<ValidationError> unknownEntity(Connector connector, Path list) {
        return connector.endpoint(subject(list)).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new ValidationError(
                                list.toString(),
                                0,
                                "",
                                "is called after no endpoint of " + connector.service()));
    }
}
