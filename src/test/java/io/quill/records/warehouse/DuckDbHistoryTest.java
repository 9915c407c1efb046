package io.quill.records.warehouse;

import io.quill.records.warehouse.sql.Database.Share;

import net.jqwik.api.lifecycle.AfterContainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

class DuckDbHistoryTest extends HistoryContract {
    private static final Path DIRECTORY = directory();
    private static final Warehouse WAREHOUSE =
            made(new WarehouseConfig.Kind.Files(DIRECTORY, new Share(512, 2)));

    private static Path directory() {
        try {
            return Files.createTempDirectory("history");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterContainer
    static void close() throws IOException {
        WAREHOUSE.close();
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    Warehouse warehouse() {
        return WAREHOUSE;
    }
}
