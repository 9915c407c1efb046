package io.quill.platform.store.sqlite;

import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether the file and its log still lie where they were opened. SQLite goes on writing into files
 * that were moved away or deleted, and no later start would find what it wrote.
 */
final class Place {
    private static final long LONG_LOG = 64L << 20;

    private final Path file;
    private final Path log;
    private final Optional<Object> fileKey;
    private volatile Optional<Object> logKey = Optional.empty();

    /** Of a file that was opened just now. */
    Place(Path file) throws IOException {
        this.file = file;
        // SQLite follows links, and puts the log beside what they lead to
        Path real = file.toRealPath();
        this.log = real.resolveSibling(real.getFileName() + "-wal");
        this.fileKey = key(file);
    }

    /** The log as it lies there now belongs to the file. */
    void rememberLog() {
        logKey = key(log);
    }

    boolean isIntact() {
        return hasFile() && key(log).equals(logKey);
    }

    boolean hasFile() {
        return key(file).equals(fileKey);
    }

    void mustHaveFile() {
        if (!hasFile()) {
            throw new StoreException(
                    Reason.DAMAGED,
                    key(file).isPresent()
                            ? "another file lies in its place"
                            : "it was moved away or deleted");
        }
    }

    /** SQLite keeps it at 4 MiB as long as it can write to the file, and does not say when not. */
    boolean hasLongLog() {
        return attributes(log).filter(each -> each.size() > LONG_LOG).isPresent();
    }

    /** A system without such keys has at least a file or none. */
    private static Optional<Object> key(Path path) {
        return attributes(path).map(each -> Objects.requireNonNullElse(each.fileKey(), "there"));
    }

    private static Optional<BasicFileAttributes> attributes(Path path) {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
