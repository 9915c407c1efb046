package io.quill.platform.store.sqlite;

import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteOpenMode;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Database file, locked against a second process, at the schema that this version knows. */
final class SqliteFile implements AutoCloseable {
    /** One entry a schema version, each applied once and in order; the past is never edited. */
    private static final List<String> MIGRATIONS =
            List.of(
                    """
                    CREATE TABLE item (
                      pk TEXT NOT NULL,
                      sk TEXT NOT NULL,
                      ix TEXT,
                      ix_at TEXT,
                      expires_at INTEGER,
                      attributes TEXT NOT NULL,
                      PRIMARY KEY (pk, sk)
                    ) STRICT;
                    CREATE INDEX item_outbox ON item (ix, ix_at, pk, sk) WHERE ix IS NOT NULL;
                    CREATE INDEX item_expiry ON item (expires_at) WHERE expires_at IS NOT NULL;
                    """);

    /** Writes the version that is there: a write of no consequence. */
    static final String SAME_VERSION = "PRAGMA user_version = " + MIGRATIONS.size();

    private final Path file;
    private final FileChannel lockChannel;
    private final FileIdentity fileIdentity;

    private SqliteFile(Path file, FileChannel lockChannel, FileIdentity fileIdentity) {
        this.file = file;
        this.lockChannel = lockChannel;
        this.fileIdentity = fileIdentity;
    }

    /**
     * Opens or makes the file; the lock lies beside it and is the operating system's, so a kill
     * frees it.
     */
    static SqliteFile open(Path file) {
        FileChannel lock = lock(file);
        try {
            Path log = file.resolveSibling(file.getFileName() + "-wal");
            mustBeWritable(file);
            mustBeWritable(log);
            requireFileOfLog(file, log);
            WriteAheadLog.requireIntact(log);
            try (Connection connection = connect(file, true)) {
                migrate(connection, file);
            }
            return new SqliteFile(file, lock, new FileIdentity(file));
        } catch (SQLException | IOException | RuntimeException e) {
            close(lock);
            throw e instanceof StoreException known ? known : unusable(file, e);
        }
    }

    /** SQLite opens what may only be read, and calls each write to it a fault of the disk. */
    private static void mustBeWritable(Path file) throws IOException {
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new AccessDeniedException(file.toString());
        }
    }

    /** Refuses a log without its file, which SQLite would delete. */
    private static void requireFileOfLog(Path file, Path log) throws IOException {
        boolean hasFile = Files.exists(file) && Files.size(file) > 0;
        if (!hasFile && Files.exists(log) && Files.size(log) > 0) {
            throw new StoreException(
                    Reason.DAMAGED,
                    "%s is not there, but its log %s is and holds what was acknowledged. Put the file back, or move the log away too to begin with nothing"
                            .formatted(file, log));
        }
    }

    private static FileChannel lock(Path file) {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        try {
            Files.createDirectories(lockFile.toAbsolutePath().getParent());
            FileChannel channel =
                    FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StoreException(
                        Reason.IN_USE,
                        file
                                + " is in use by another process; stop that one, or give this one a DATA_DIR of its own");
            }
            return channel;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static StoreException unusable(Path file, Exception cause) {
        return new StoreException(
                Reason.MISCONFIGURED,
                "%s cannot be opened: %s. DATA_DIR must be a directory that the user that runs Quill (%s) may write to"
                        .formatted(file, why(cause), System.getProperty("user.name")),
                cause);
    }

    private static String why(Exception cause) {
        return cause instanceof AccessDeniedException denied
                ? "permission denied at " + denied.getFile()
                : String.valueOf(cause.getMessage());
    }

    private static void migrate(Connection connection, Path file) throws SQLException {
        int version = version(connection);
        if (version > MIGRATIONS.size()) {
            throw new StoreException(
                    Reason.MISCONFIGURED,
                    "%s was written by a newer Quill (schema %d, this one knows %d); run that version, or restore a backup"
                            .formatted(file, version, MIGRATIONS.size()));
        }
        for (int next = version; next < MIGRATIONS.size(); next++) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                        "BEGIN IMMEDIATE; "
                                + MIGRATIONS.get(next)
                                + "PRAGMA user_version = "
                                + (next + 1)
                                + "; COMMIT;");
            }
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    Path path() {
        return file;
    }

    FileIdentity place() {
        return fileIdentity;
    }

    Connection connect() throws SQLException {
        return connect(file, false);
    }

    private static Connection connect(Path file, boolean make) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        if (!make) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        // otherwise the driver asks for the last row id after every single insert
        config.setGetGeneratedKeys(false);
        config.setCacheSize(-8_000);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    @Override
    public void close() {
        close(lockChannel);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException(
                    Reason.UNAVAILABLE, "The lock of the file cannot be given back", e);
        }
    }
}
