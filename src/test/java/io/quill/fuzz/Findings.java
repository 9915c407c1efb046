package io.quill.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Broken promises, each with the first case that showed it. */
final class Findings {
    private static final int MOST_CASES = 3;

    private final Map<String, List<String>> cases = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    synchronized void add(String what, String shownBy) {
        counts.merge(what, 1, Integer::sum);
        List<String> some = cases.computeIfAbsent(what, _ -> new ArrayList<>());
        if (some.size() < MOST_CASES) {
            some.add(shownBy);
        }
    }

    void require(boolean kept, String what) {
        if (!kept) {
            add(what, "");
        }
    }

    synchronized List<String> all() {
        return cases.entrySet().stream()
                .map(
                        each ->
                                "%s (%d times)%n    %s"
                                        .formatted(
                                                each.getKey(),
                                                counts.getOrDefault(each.getKey(), 0),
                                                String.join("\n    ", each.getValue())))
                .toList();
    }
}
