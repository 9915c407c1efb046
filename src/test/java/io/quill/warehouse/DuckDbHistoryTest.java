package io.quill.warehouse;

import io.quill.warehouse.sql.Database.Share;

import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

class DuckDbHistoryTest extends HistoryProperties {
    private static Path directory;
    private static Warehouse warehouse;

    @BeforeContainer
    static void open() throws IOException {
        directory = Files.createTempDirectory("history");
        warehouse = made(new Place.Kind.Files(directory, new Share(512, 2)));
    }

    @AfterContainer
    static void close() throws IOException {
        warehouse.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    Warehouse warehouse() {
        return warehouse;
    }
}
