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
 * Identity of the open file and its log. SQLite goes on writing to files that were moved or
 * deleted, and no later start would find those writes.
 */
final class FileIdentity {
    private static final long LONG_LOG = 64L << 20;

    private final Path file;
    private final Path log;
    private final Optional<Object> fileKey;
    private volatile Optional<Object> logKey = Optional.empty();

    /** Identifies a file that was opened just now. */
    FileIdentity(Path file) throws IOException {
        this.file = file;
        // SQLite follows links, and puts the log beside what they lead to
        Path real = file.toRealPath();
        this.log = real.resolveSibling(real.getFileName() + "-wal");
        this.fileKey = key(file);
    }

    /** Remembers the current log as the one that belongs to the file. */
    void rememberLog() {
        logKey = key(log);
    }

    boolean isIntact() {
        return hasFile() && key(log).equals(logKey);
    }

    boolean hasFile() {
        return key(file).equals(fileKey);
    }

    void requireFile() {
        if (!hasFile()) {
            throw new StoreException(
                    Reason.DAMAGED,
                    key(file).isPresent()
                            ? "another file lies in its place"
                            : "it was moved away or deleted");
        }
    }

    /** Returns whether the log has grown long, which means that the file cannot be written. */
    boolean isLogLong() {
        return attributes(log).filter(each -> each.size() > LONG_LOG).isPresent();
    }

    /** Returns the file key; a system without keys knows only whether there is a file. */
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
