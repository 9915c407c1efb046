package io.quill.platform.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.CounterIncrement;
import io.quill.platform.store.CounterRules;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.DataStoreContract;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.Query;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

class SqliteStoreTest extends DataStoreContract {
    @TempDir Path directory;

    @Override
    protected DataStore open(InstantSource clock, CounterRules counterRules) {
        return SqliteStore.open(file(), clock, counterRules);
    }

    /** A killed process leaves the file and its log as they lie on the disk at that moment. */
    @Override
    protected Optional<DataStore> reopen(InstantSource clock) {
        Path left = directory.resolve("left");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "quill.db*")) {
            Files.createDirectories(left);
            for (Path file : files) {
                Files.copy(file, left.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store().close();
        return Optional.of(SqliteStore.open(left.resolve("quill.db"), clock));
    }

    private Path file() {
        return directory.resolve("quill.db");
    }

    @Test
    void refusesAFileThatIsInUse() {
        assertThatThrownBy(() -> SqliteStore.open(file(), clock()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("in use by another process");
    }

    @Test
    void refusesAFileFromANewerVersion() throws SQLException {
        store().close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 99");
        }

        assertThatThrownBy(() -> SqliteStore.open(file(), clock()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("written by a newer Quill (schema 99");
    }

    @Test
    void refusesADirectoryThatCannotBeMade() throws IOException {
        Path blocked = Files.writeString(directory.resolve("blocked"), "a file, no directory");

        assertThatThrownBy(() -> SqliteStore.open(blocked.resolve("quill.db"), clock()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("DATA_DIR");
    }

    @Test
    void opensAgainOnceItIsClosed() {
        store().write(Write.insert(Item.at("kept", "1").build()));
        store().close();

        try (DataStore again = SqliteStore.open(file(), clock())) {
            assertThat(again.get(new ItemKey("kept", "1"), Consistency.STRONG)).isPresent();
        }
    }

    @Test
    void countsEachOfManyUpdatesOfFewItemsOnce() {
        List<Write> additions =
                IntStream.range(0, 6_000)
                        .<Write>mapToObj(
                                i ->
                                        new Write.Update(
                                                new ItemKey("few", "" + i % 3),
                                                List.of(AttributeChange.add("sum", 1)),
                                                Condition.NONE))
                        .toList();

        store().writeAll(additions);
        assertThat(store().writeAll(additions)).hasSize(6_000).containsOnly(WriteResult.APPLIED);

        assertThat(store().query(Query.of("few")).items())
                .extracting(item -> item.number("sum").orElseThrow())
                .containsExactly(4_000L, 4_000L, 4_000L);
    }

    @Test
    void refusesToWriteOnceItIsClosed() {
        store().close();

        assertThatThrownBy(() -> store().write(Write.insert(Item.at("late", "1").build())))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void hasAndCountsWhatAKilledProcessAnsweredFor() throws IOException {
        Path killed = directory.resolve("killed.db");
        Process writer = startWriter(killed);
        int answered = 0;
        try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
            while (answered < 500 && out.readLine() != null) {
                answered++;
            }
            writer.toHandle().destroyForcibly();
            while (out.readLine() != null) {
                answered++;
            }
        }

        assertThat(answered).isGreaterThanOrEqualTo(500);
        try (DataStore left = SqliteStore.open(killed, clock())) {
            for (int i = 0; i < answered; i++) {
                assertThat(left.get(EndlessWriter.key(i), Consistency.STRONG)).isPresent();
            }
            long counted =
                    left.get(EndlessWriter.SUM, Consistency.STRONG)
                            .flatMap(sum -> sum.number("items"))
                            .orElseThrow();
            assertThat(left.get(EndlessWriter.key(counted - 1), Consistency.STRONG)).isPresent();
            assertThat(left.get(EndlessWriter.key(counted), Consistency.STRONG)).isEmpty();
        }
    }

    private static Process startWriter(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Writes one item after the other, and says so after each, until it is killed. */
    static final class EndlessWriter {
        static final ItemKey SUM = new ItemKey("sum", "all");

        private static final CounterRules ITEMS =
                new CounterRules() {
                    @Override
                    public boolean concerns(ItemKey itemKey) {
                        return itemKey.pk().equals("written");
                    }

                    @Override
                    public List<CounterIncrement> written(
                            Optional<Item> before, Optional<Item> after) {
                        return List.of(new CounterIncrement(SUM, "items", 1));
                    }

                    @Override
                    public List<CounterIncrement> refused(Item item, Item there) {
                        return List.of();
                    }
                };

        private EndlessWriter() {}

        public static void main(String[] args) {
            try (DataStore store =
                    SqliteStore.open(Path.of(args[0]), InstantSource.system(), ITEMS)) {
                for (int i = 0; i < 1_000_000; i++) {
                    store.write(Write.insert(new Item(key(i), Map.of())));
                    System.out.println(i);
                }
            }
        }

        static ItemKey key(long number) {
            return new ItemKey("written", "%07d".formatted(number));
        }
    }
}
