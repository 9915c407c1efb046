package io.quill.app.cli;

import io.quill.events.EventKey;
import io.quill.events.ledger.LedgerEntry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Arguments of the replay command. */
sealed interface ReplayArguments {
    record Listing() implements ReplayArguments {}

    record One(EventKey key) implements ReplayArguments {}

    record All(Selection wanted) implements ReplayArguments {}

    /** Selection like {@link All}, of which nothing is replayed. */
    record Rehearsal(Selection wanted) implements ReplayArguments {}

    /** Those of a source, those with a text in their reason, or all of them. */
    record Selection(Optional<String> source, Optional<String> reason) {
        boolean includes(LedgerEntry letter) {
            return source.stream().allMatch(letter.key().source()::equalsIgnoreCase)
                    && reason.stream().allMatch(letter.reason()::contains);
        }
    }

    /** Empty when it cannot be made out. */
    static Optional<ReplayArguments> of(List<String> args) {
        Deque<String> rest = new ArrayDeque<>(args);
        String first = rest.isEmpty() ? "" : rest.remove();
        return switch (first) {
            case "--list" -> rest.isEmpty() ? Optional.of(new Listing()) : Optional.empty();
            case "--all" -> all(rest);
            default -> rest.isEmpty() ? one(first) : Optional.empty();
        };
    }

    private static Optional<ReplayArguments> one(String key) {
        try {
            return key.startsWith("-") ? Optional.empty() : Optional.of(new One(new EventKey(key)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<ReplayArguments> all(Deque<String> rest) {
        Optional<String> source = Optional.empty();
        Optional<String> reason = Optional.empty();
        boolean rehearsal = false;
        while (!rest.isEmpty()) {
            String option = rest.remove();
            if (option.equals("--dry-run")) {
                rehearsal = true;
            } else if (option.equals("--source") && !rest.isEmpty()) {
                source = Optional.of(rest.remove());
            } else if (option.equals("--reason") && !rest.isEmpty()) {
                reason = Optional.of(rest.remove());
            } else {
                return Optional.empty();
            }
        }
        Selection wanted = new Selection(source, reason);
        return Optional.of(rehearsal ? new Rehearsal(wanted) : new All(wanted));
    }
}
