package io.quill.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.store.Counting;
import io.quill.store.Item;
import io.quill.store.SettableClock;
import io.quill.store.Write;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class TransactionTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T09:00:00Z"));

    @Test
    void sweepsWhatHasExpiredAFewAtATimeAndNothingElse(@TempDir Path directory)
            throws SQLException {
        List<Integer> swept = new ArrayList<>();
        try (SqliteFile file = SqliteFile.open(directory.resolve("quill.db"));
                Transaction transaction =
                        new Transaction(file.connect(), clock, Counting.NOTHING)) {
            transaction.run(() -> insert(transaction));
            clock.advance(Duration.ofHours(1));
            for (int i = 0; i < 3; i++) {
                transaction.run(() -> swept.add(transaction.sweep(2)));
            }
        }
        assertThat(swept).containsExactly(2, 1, 0);
    }

    private void insert(Transaction transaction) {
        long soon = clock.instant().plusSeconds(60).getEpochSecond();
        for (int i = 0; i < 3; i++) {
            Item item = Item.at("expires", "" + i).with(Item.EXPIRES_AT, soon).build();
            transaction.perform(Task.of(Write.insert(item)));
        }
        transaction.perform(Task.of(Write.insert(Item.at("stays", "1").build())));
    }
}
