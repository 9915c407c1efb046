package io.quill.platform.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up increments before they are written, so that many to one counter are one write. */
public final class CounterSums {
    private final Map<ItemKey, Map<String, Long>> sums = new LinkedHashMap<>();

    public void add(List<CounterIncrement> counts) {
        for (CounterIncrement counterIncrement : counts) {
            sums.computeIfAbsent(counterIncrement.key(), _ -> new LinkedHashMap<>())
                    .merge(counterIncrement.name(), counterIncrement.number(), Long::sum);
        }
    }

    public boolean isEmpty() {
        return sums.isEmpty();
    }

    /** Returns one write an item, and none where nothing is left to add. */
    public List<Write.Update> writes() {
        return sums.entrySet().stream()
                .map(
                        each ->
                                new Write.Update(
                                        each.getKey(), changes(each.getValue()), Condition.NONE))
                .filter(update -> !update.changes().isEmpty())
                .toList();
    }

    private static List<AttributeChange> changes(Map<String, Long> numbers) {
        return numbers.entrySet().stream()
                .filter(each -> each.getValue() != 0)
                .map(each -> AttributeChange.add(each.getKey(), each.getValue()))
                .toList();
    }

    public void clear() {
        sums.clear();
    }
}
