package io.quill.events.ledger;

import io.quill.platform.store.Item;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** Numbers of an account, added up over its items. */
final class AccountTotals {
    private final Map<AccountColumn, Long> numbers = new EnumMap<>(AccountColumn.class);

    long of(AccountColumn accountColumn) {
        return numbers.getOrDefault(accountColumn, 0L);
    }

    AccountTotals add(AccountColumn accountColumn, long number) {
        numbers.merge(accountColumn, number, Long::sum);
        return this;
    }

    AccountTotals add(Item shard) {
        for (AccountColumn accountColumn : AccountColumn.values()) {
            shard.number(accountColumn.word()).ifPresent(number -> add(accountColumn, number));
        }
        return this;
    }

    DailyAccount account(String source, LocalDate day) {
        return new DailyAccount(
                source,
                day,
                of(AccountColumn.RECEIVED),
                of(AccountColumn.SETTLED),
                of(AccountColumn.WAITING),
                of(AccountColumn.GATED),
                of(AccountColumn.PARKED),
                of(AccountColumn.DEAD),
                of(AccountColumn.DUPLICATES),
                of(AccountColumn.IGNORED) + of(AccountColumn.DISMISSED));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountTotals theirs && numbers.equals(theirs.numbers);
    }

    @Override
    public int hashCode() {
        return numbers.hashCode();
    }
}
