package io.quill.platform.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.CounterRules;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.Value;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

class WriteTransactionTest {
    private static final ItemKey COUNTED = new ItemKey("counted", "1");
    private static final Write ONE_MORE =
            new Write.Update(
                    COUNTED, List.of(AttributeChange.add("rev", 1)), Condition.is("rev", 1));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T09:00:00Z"));

    @Test
    void sweepsWhatHasExpiredAFewAtATimeAndNothingElse(@TempDir Path directory)
            throws SQLException {
        List<Integer> swept = new ArrayList<>();
        try (SqliteFile file = SqliteFile.open(directory.resolve("quill.db"));
                WriteTransaction writeTransaction =
                        new WriteTransaction(file.connect(), clock, CounterRules.NOTHING)) {
            writeTransaction.run(() -> insert(writeTransaction));
            clock.advance(Duration.ofHours(1));
            for (int i = 0; i < 3; i++) {
                writeTransaction.run(() -> swept.add(writeTransaction.sweep(2)));
            }
        }
        assertThat(swept).containsExactly(2, 1, 0);
    }

    @Test
    void doesWhatWasForeseenWhileItHolds(@TempDir Path directory) throws SQLException {
        assertThat(revisionsAfter(directory, _ -> {})).containsExactly(WriteResult.APPLIED, 2L);
    }

    @Test
    void looksAnewWhereSomebodyElseWasFaster(@TempDir Path directory) throws SQLException {
        List<Object> seen =
                revisionsAfter(
                        directory,
                        writeTransaction -> writeTransaction.perform(WriteTask.of(ONE_MORE)));

        assertThat(seen.getFirst()).isInstanceOf(WriteResult.Refused.class);
        assertThat(seen.getLast()).isEqualTo(2L);
    }

    @Test
    void looksAnewWhereTheItemHasExpiredMeanwhile(@TempDir Path directory) throws SQLException {
        List<Object> seen = revisionsAfter(directory, _ -> clock.advance(Duration.ofHours(1)));

        assertThat(seen.getFirst()).isEqualTo(new WriteResult.Refused(Optional.empty()));
    }

    /** The result of an update that was foreseen before something happened, and what is there. */
    private List<Object> revisionsAfter(Path directory, Consumer<WriteTransaction> meanwhile)
            throws SQLException {
        long soon = clock.instant().plusSeconds(60).getEpochSecond();
        Item item =
                new Item(
                        COUNTED,
                        Map.of("rev", new Value.Whole(1), Item.EXPIRES_AT, new Value.Whole(soon)));
        List<Object> seen = new ArrayList<>();
        try (SqliteFile file = SqliteFile.open(directory.resolve("quill.db"));
                Connection reader = file.connect();
                WriteTransaction writeTransaction =
                        new WriteTransaction(file.connect(), clock, CounterRules.NOTHING)) {
            writeTransaction.run(() -> writeTransaction.perform(WriteTask.of(Write.insert(item))));
            List<WriteTask> foreseen =
                    UpdatePlanner.of(List.of(WriteTask.of(ONE_MORE)), reader, clock.instant());
            assertThat(foreseen).hasOnlyElementsOfType(WriteTask.Foreseen.class);
            writeTransaction.run(() -> meanwhile.accept(writeTransaction));
            writeTransaction.run(() -> seen.add(writeTransaction.perform(foreseen.getFirst())));
            try (Statement statement = reader.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT attributes ->> 'rev' FROM item")) {
                seen.add(row.getLong(1));
            }
        }
        return seen;
    }

    private void insert(WriteTransaction writeTransaction) {
        long soon = clock.instant().plusSeconds(60).getEpochSecond();
        for (int i = 0; i < 3; i++) {
            Item item = Item.at("expires", "" + i).with(Item.EXPIRES_AT, soon).build();
            writeTransaction.perform(WriteTask.of(Write.insert(item)));
        }
        writeTransaction.perform(WriteTask.of(Write.insert(Item.at("stays", "1").build())));
    }
}
