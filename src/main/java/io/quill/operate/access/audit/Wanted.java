package io.quill.operate.access.audit;

import java.time.Instant;
import java.util.Optional;

/** Which entries are asked for: the latest first, from one instant up to before another. */
public record Wanted(
        Optional<String> who, Optional<String> action, Instant since, Instant until, int most) {
    public static Wanted between(Instant since, Instant until, int most) {
        return new Wanted(Optional.empty(), Optional.empty(), since, until, most);
    }

    boolean includes(Entry entry) {
        return who.filter(each -> !each.equals(entry.deed().caller().name())).isEmpty()
                && action.filter(each -> !each.equals(entry.deed().action())).isEmpty();
    }
}
