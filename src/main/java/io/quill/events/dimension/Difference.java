package io.quill.events.dimension;

import java.util.List;
import java.util.stream.Stream;

/**
 * Difference that a change of wanted rows makes or would make: the keys of new, changed and removed
 * rows.
 */
public record Difference(
        List<String> added, List<String> changed, List<String> removed, int unchanged) {
    static final Difference NONE = new Difference(List.of(), List.of(), List.of(), 0);

    public Difference {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }

    Difference plus(Difference more) {
        return new Difference(
                both(added, more.added),
                both(changed, more.changed),
                both(removed, more.removed),
                unchanged + more.unchanged);
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
