package io.quill.platform.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quill.platform.store.Consistency;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;
import io.quill.platform.store.Write;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Files as a killed process leaves them, damaged by hand. */
class WriteAheadLogTest {
    /** From the file format: a header of 32 bytes, then 24 bytes before each page of 4,096. */
    private static final int HEADER = 32;

    private static final int FRAME = 24 + 4_096;

    @TempDir private Path directory;

    /** Five commits that were answered, none of them in the file itself yet. */
    private Path fiveCommits() throws IOException {
        Path living = directory.resolve("living.db");
        try (SqliteStore store = SqliteStore.open(living, InstantSource.system())) {
            for (int i = 1; i <= 5; i++) {
                store.write(Write.insert(Item.at("k" + i, "1").build()));
            }
            return copy(living);
        }
    }

    private Path copy(Path living) throws IOException {
        Path left = directory.resolve("quill.db");
        Files.copy(living, left);
        Files.copy(log(living), log(left));
        return left;
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    /** Behind which frame each commit ends. */
    private static List<Integer> commits(Path log) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(log));
        List<Integer> ends = new ArrayList<>();
        for (int frame = 0; HEADER + frame * FRAME < bytes.limit(); frame++) {
            if (bytes.getInt(HEADER + frame * FRAME + 4) != 0) {
                ends.add(frame + 1);
            }
        }
        return ends;
    }

    private static void flipABit(Path log, int frame) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            long at = HEADER + (long) frame * FRAME + 24 + 1_000;
            file.seek(at);
            int was = file.read();
            file.seek(at);
            file.write(was ^ 1);
        }
    }

    private static List<Integer> found(Path file) {
        List<Integer> found = new ArrayList<>();
        try (SqliteStore store = SqliteStore.open(file, InstantSource.system())) {
            for (int i = 1; i <= 5; i++) {
                if (store.get(new ItemKey("k" + i, "1"), Consistency.STRONG).isPresent()) {
                    found.add(i);
                }
            }
        }
        return found;
    }

    @Test
    void startsWithEveryCommitOfASoundLog() throws IOException {
        assertThat(found(fiveCommits())).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void doesNotStartWhereCommitsFollowABrokenOneAndSaysWhatToDo() throws IOException {
        Path file = fiveCommits();
        List<Integer> commits = commits(log(file));
        int sound = commits.get(commits.size() - 4);
        flipABit(log(file), sound);
        byte[] before = Files.readAllBytes(log(file));

        StoreException fault =
                catchThrowableOfType(
                        StoreException.class,
                        () -> SqliteStore.open(file, InstantSource.system()).close());

        int size = HEADER + sound * FRAME;
        assertThat(fault.reason()).isEqualTo(Reason.DAMAGED);
        assertThat(fault)
                .hasMessageContaining("%s is damaged at page %d".formatted(log(file), sound + 1))
                .hasMessageContaining("Copy DATA_DIR first")
                .hasMessageContaining("truncate -s %d %s".formatted(size, log(file)));
        assertThat(Files.readAllBytes(log(file))).isEqualTo(before);

        try (RandomAccessFile log = new RandomAccessFile(log(file).toFile(), "rw")) {
            log.setLength(size);
        }
        assertThat(found(file)).containsExactly(1, 2);
    }

    @Test
    void doesNotStartWhereTheHeaderIsBroken() throws IOException {
        Path file = fiveCommits();
        try (RandomAccessFile log = new RandomAccessFile(log(file).toFile(), "rw")) {
            log.seek(24);
            log.write(0x55);
        }

        StoreException fault =
                catchThrowableOfType(
                        StoreException.class,
                        () -> SqliteStore.open(file, InstantSource.system()).close());

        assertThat(fault.reason()).isEqualTo(Reason.DAMAGED);
    }

    @Test
    void startsWithoutALastCommitThatIsTorn() throws IOException {
        Path file = fiveCommits();
        try (RandomAccessFile log = new RandomAccessFile(log(file).toFile(), "rw")) {
            log.setLength(log.length() - 100);
        }

        assertThat(found(file)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void startsWithoutALastCommitThatIsBroken() throws IOException {
        Path file = fiveCommits();
        flipABit(log(file), commits(log(file)).getLast() - 1);

        assertThat(found(file)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void startsWhereFramesOfAnEarlierLogFollow() throws IOException, SQLException {
        assertThat(found(logThatBeganAnew())).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void startsWhereTheFirstCommitOfALogThatBeganAnewIsBroken() throws IOException, SQLException {
        Path file = logThatBeganAnew();
        flipABit(log(file), 0);

        assertThat(found(file)).containsExactly(1, 2, 3, 4);
    }

    /** SQLite writes over a log from its start once all of it is in the file. */
    private Path logThatBeganAnew() throws IOException, SQLException {
        Path living = directory.resolve("anew.db");
        SqliteStore.open(living, InstantSource.system()).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + living);
                Statement statement = connection.createStatement()) {
            for (int i = 1; i <= 4; i++) {
                insert(statement, i);
            }
            statement.execute("PRAGMA wal_checkpoint(RESTART)");
            insert(statement, 5);
            Path left = copy(living);
            assertThat(salts(log(left))).hasSizeGreaterThan(1);
            return left;
        }
    }

    private static void insert(Statement statement, int number) throws SQLException {
        statement.executeUpdate(
                "INSERT INTO item (pk, sk, attributes) VALUES ('k%d', '1', '{}')"
                        .formatted(number));
    }

    private static List<Long> salts(Path log) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(log));
        List<Long> salts = new ArrayList<>();
        for (int at = HEADER; at < bytes.limit(); at += FRAME) {
            salts.add(bytes.getLong(at + 8));
        }
        return salts.stream().distinct().toList();
    }
}
