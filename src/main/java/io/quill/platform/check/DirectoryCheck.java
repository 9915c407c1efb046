package io.quill.platform.check;

import io.quill.platform.check.Finding.Failed;
import io.quill.platform.check.Finding.Fine;
import io.quill.platform.check.Finding.Warned;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks that the data directory can be written to, and has room. */
public final class DirectoryCheck implements Check {
    private static final long LOW_SPACE = 1L << 30;

    private final Path directory;

    public DirectoryCheck(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    @Override
    public String name() {
        return "data directory";
    }

    @Override
    public Finding run() {
        try {
            Files.createDirectories(directory);
            Path probe = Files.createTempFile(directory, "check", ".tmp");
            Files.delete(probe);
            long room = Files.getFileStore(directory).getUsableSpace();
            return room < LOW_SPACE
                    ? new Warned((room >> 20) + " MiB are left", "make room before it is full")
                    : new Fine("can be written to");
        } catch (IOException _) {
            return new Failed(
                    "cannot be written to",
                    "let the user that runs Quill write there, or set DATA_DIR to another one");
        }
    }
}
