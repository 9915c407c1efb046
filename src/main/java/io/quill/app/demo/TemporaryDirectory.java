package io.quill.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Temporary directory that is deleted with its content. */
final class TemporaryDirectory implements AutoCloseable {
    private final Path directory;

    TemporaryDirectory() {
        try {
            directory = Files.createTempDirectory("quill-demo");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not create a directory for the demo's data", e);
        }
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        try {
            for (Path path : inside()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete the demo's data in " + directory, e);
        }
    }

    /** Lists the contents, the deepest first. */
    private List<Path> inside() throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
