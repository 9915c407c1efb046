package io.quill.events.history.rebuild;

import io.quill.platform.store.DataStore;
import io.quill.platform.store.sqlite.SqliteStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** SQLite file of a rebuild, which knows what its dataset has. */
public final class RebuildDatabase {
    private final Path file;
    private final InstantSource clock;

    public RebuildDatabase(Path directory, String dataset, InstantSource clock) {
        this.file = directory.resolve("rebuild-" + dataset + ".db");
        this.clock = clock;
    }

    public DataStore open() {
        return SqliteStore.open(file, clock);
    }

    /** Deletes the file if its plan matches, so that the next rebuild starts from nothing. */
    public void deleteIf(Predicate<RebuildPlan> isDoneWith) {
        if (Files.exists(file) && plan().filter(isDoneWith).isPresent()) {
            files().forEach(RebuildDatabase::delete);
        }
    }

    private Optional<RebuildPlan> plan() {
        try (DataStore store = open()) {
            return RebuildPlan.load(store);
        }
    }

    /** Returns the file, and those that SQLite keeps beside it. */
    private List<Path> files() {
        String name = file.getFileName().toString();
        try (Stream<Path> all = Files.list(file.getParent())) {
            return all.filter(each -> each.getFileName().toString().startsWith(name)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be found", e);
        }
    }

    private static void delete(Path each) {
        try {
            Files.delete(each);
        } catch (IOException e) {
            throw new UncheckedIOException(each + " cannot be removed", e);
        }
    }
}
