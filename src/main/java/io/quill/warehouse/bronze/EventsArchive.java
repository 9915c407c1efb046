package io.quill.warehouse.bronze;

import io.quill.landing.WarehouseException;
import io.quill.warehouse.sql.Database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code bronze.events}: the archive of settled facts beside the records, so that both can be asked
 * together. A fact that was archived twice shows once.
 */
public final class EventsArchive {
    static final String NAME = "bronze.events";
    static final String SUFFIX = ".jsonl.gz";

    private final Path facts;

    public EventsArchive(Path archive) {
        facts = archive.resolve("facts");
    }

    /** Where a database cannot read files itself, those that are new are loaded into a table. */
    public void show(Database database) {
        if (database.dialect().readsJsonFiles()) {
            database.alone(
                    NAME,
                    session -> {
                        session.run(EventsView.statement(facts, files().isEmpty()));
                        return NAME;
                    });
        } else {
            new EventsTable(database).take(this::files);
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(facts)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(facts, 2, (file, _) -> isFacts(file))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new WarehouseException("The archive " + facts + " cannot be read", e);
        }
    }

    private static boolean isFacts(Path file) {
        return file.toString().endsWith(SUFFIX);
    }
}
