package io.quill.platform.store.dynamo;

import io.quill.platform.store.Condition;
import io.quill.platform.store.CounterIncrement;
import io.quill.platform.store.CounterRules;
import io.quill.platform.store.CounterSums;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Computes the counter increments of writes. Since DynamoDB does not return what an update found,
 * it is read before, and the write's condition makes sure that it is still so.
 */
final class CounterEffects {
    private final CounterRules counterRules;
    private final ItemReader itemReader;

    CounterEffects(CounterRules counterRules, ItemReader itemReader) {
        this.counterRules = counterRules;
        this.itemReader = itemReader;
    }

    Map<ItemKey, Item> before(Collection<? extends Write> writes) {
        Set<ItemKey> keys =
                writes.stream()
                        .filter(write -> !isInsert(write))
                        .map(Write::key)
                        .filter(counterRules::concerns)
                        .collect(Collectors.toSet());
        return itemReader.getAll(keys);
    }

    List<CounterIncrement> of(Write write, WriteResult result, Map<ItemKey, Item> before) {
        if (!counterRules.concerns(write.key())) {
            return List.of();
        }
        return switch (result) {
            case WriteResult.Applied _ -> {
                Optional<Item> live = Optional.ofNullable(before.get(write.key()));
                yield counterRules.written(live, write.after(live));
            }
            case WriteResult.Refused(Optional<Item> there) ->
                    write instanceof Write.Put(Item item, Condition.Absent _) && there.isPresent()
                            ? counterRules.refused(item, there.get())
                            : List.of();
        };
    }

    /**
     * Returns the sums as if all writes were done, which holds for a transaction or nothing is
     * written.
     */
    List<Write.Update> sums(Collection<? extends Write> writes, Map<ItemKey, Item> before) {
        CounterSums counterSums = new CounterSums();
        for (Write write : writes) {
            if (write.condition().holds(Optional.ofNullable(before.get(write.key())))) {
                counterSums.add(of(write, WriteResult.APPLIED, before));
            }
        }
        return counterSums.writes();
    }

    static boolean isInsert(Write write) {
        return write instanceof Write.Put(_, Condition.Absent _);
    }
}
