package io.quill.command;

import io.quill.event.EventKey;
import io.quill.ledger.Entry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What the command line asks of the dead letters. */
sealed interface ReplayOrder {
    record Listing() implements ReplayOrder {}

    record One(EventKey key) implements ReplayOrder {}

    record All(Predicate<Entry> wanted) implements ReplayOrder {}

    /** As {@link All}, but nothing is done. */
    record Rehearsal(Predicate<Entry> wanted) implements ReplayOrder {}

    /** Empty when it cannot be made out. */
    static Optional<ReplayOrder> of(List<String> args) {
        Deque<String> rest = new ArrayDeque<>(args);
        String first = rest.isEmpty() ? "" : rest.remove();
        return switch (first) {
            case "--list" -> rest.isEmpty() ? Optional.of(new Listing()) : Optional.empty();
            case "--all" -> all(rest);
            default -> rest.isEmpty() ? one(first) : Optional.empty();
        };
    }

    private static Optional<ReplayOrder> one(String key) {
        try {
            return key.startsWith("-") ? Optional.empty() : Optional.of(new One(new EventKey(key)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<ReplayOrder> all(Deque<String> rest) {
        Predicate<Entry> wanted = _ -> true;
        boolean rehearsal = false;
        while (!rest.isEmpty()) {
            String option = rest.remove();
            if (option.equals("--dry-run")) {
                rehearsal = true;
            } else if (option.equals("--source") && !rest.isEmpty()) {
                String source = rest.remove().toUpperCase(Locale.ROOT);
                wanted = wanted.and(letter -> letter.key().source().equals(source));
            } else if (option.equals("--reason") && !rest.isEmpty()) {
                String reason = rest.remove();
                wanted = wanted.and(letter -> letter.reason().contains(reason));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(rehearsal ? new Rehearsal(wanted) : new All(wanted));
    }
}
