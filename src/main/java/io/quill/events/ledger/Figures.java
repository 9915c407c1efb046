package io.quill.events.ledger;

import io.quill.platform.store.Item;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** The numbers of one account, however many items they lie in. */
final class Figures {
    private final Map<Column, Long> numbers = new EnumMap<>(Column.class);

    long of(Column column) {
        return numbers.getOrDefault(column, 0L);
    }

    Figures plus(Column column, long number) {
        numbers.merge(column, number, Long::sum);
        return this;
    }

    Figures plus(Item shard) {
        for (Column column : Column.values()) {
            shard.number(column.word()).ifPresent(number -> plus(column, number));
        }
        return this;
    }

    Account account(String source, LocalDate day) {
        return new Account(
                source,
                day,
                of(Column.RECEIVED),
                of(Column.SETTLED),
                of(Column.WAITING),
                of(Column.GATED),
                of(Column.PARKED),
                of(Column.DEAD),
                of(Column.DUPLICATES),
                of(Column.IGNORED) + of(Column.DISMISSED));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Figures theirs && numbers.equals(theirs.numbers);
    }

    @Override
    public int hashCode() {
        return numbers.hashCode();
    }
}
