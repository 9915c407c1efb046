package io.quill.platform.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts that add up before they are written: many to one number are one write. */
public final class Sums {
    private final Map<Key, Map<String, Long>> sums = new LinkedHashMap<>();

    public void add(List<Count> counts) {
        for (Count count : counts) {
            sums.computeIfAbsent(count.key(), _ -> new LinkedHashMap<>())
                    .merge(count.name(), count.number(), Long::sum);
        }
    }

    public boolean isEmpty() {
        return sums.isEmpty();
    }

    /** One write an item, and none where nothing is left to add. */
    public List<Write.Update> writes() {
        return sums.entrySet().stream()
                .map(
                        each ->
                                new Write.Update(
                                        each.getKey(), changes(each.getValue()), Condition.NONE))
                .filter(update -> !update.changes().isEmpty())
                .toList();
    }

    private static List<Change> changes(Map<String, Long> numbers) {
        return numbers.entrySet().stream()
                .filter(each -> each.getValue() != 0)
                .map(each -> Change.add(each.getKey(), each.getValue()))
                .toList();
    }

    public void clear() {
        sums.clear();
    }
}
