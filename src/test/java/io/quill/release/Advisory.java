package io.quill.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** A fault that others published about a library, and the first version without it. */
record Advisory(String coordinates, Version fixed, String identifiers) {
    static final Path FILE = Path.of("src/security/advisories.txt");

    static List<Advisory> all() throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Advisory::of)
                .toList();
    }

    private static Advisory of(String line) {
        String[] columns = line.split(" \\| ", -1);
        if (columns.length != 4) {
            throw new IllegalArgumentException("Four columns are wanted: " + line);
        }
        return new Advisory(columns[0], new Version(columns[1]), columns[2]);
    }

    /** A sentence for each component that has the fault. */
    List<String> within(Collection<Component> shipped) {
        return shipped.stream()
                .filter(each -> each.coordinates().equals(coordinates))
                .filter(each -> new Version(each.version()).compareTo(fixed) < 0)
                .map(
                        each ->
                                "%s %s has %s: raise it to %s or later in dependencyManagement."
                                        .formatted(
                                                coordinates,
                                                each.version(),
                                                identifiers,
                                                fixed.text()))
                .toList();
    }
}
