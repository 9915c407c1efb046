package io.quill.operate.operation;

import io.quill.events.EventKey;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.webhook.DeadLetters;
import io.quill.operate.rest.InvalidRequestException;
import io.quill.operate.rest.Problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Finds the dead letters that a request selects. */
final class DeadLetterSelector {
    private static final int MOST_KEYS = 1_000;

    private final DeadLetters letters;

    DeadLetterSelector(DeadLetters letters) {
        this.letters = letters;
    }

    static Predicate<LedgerEntry> wanted(Optional<String> source, Optional<String> reason) {
        return letter ->
                source.stream().allMatch(letter.key().source()::equalsIgnoreCase)
                        && reason.stream().allMatch(letter.reason()::contains);
    }

    Optional<LedgerEntry> one(String key) {
        return key(key).flatMap(letters::find);
    }

    /** Selects dead letters by key, source or reason; all of them only if "all" is set. */
    Those of(
            Optional<List<String>> keys,
            Optional<String> source,
            Optional<String> reason,
            Optional<Boolean> all) {
        boolean some = source.isPresent() || reason.isPresent() || all.orElse(false);
        if (keys.isPresent() == some) {
            throw new InvalidRequestException(
                    Problem.badRequest(
                            "Either keys are given, or a source, a reason, or \"all\": true"));
        }
        return keys.isPresent()
                ? byKeys(keys.get())::forEach
                : action -> letters.forEach(wanted(source, reason), action);
    }

    /** Letters that are gone through one by one, because they may be more than fit into memory. */
    interface Those {
        void forEach(Consumer<LedgerEntry> action);
    }

    private List<LedgerEntry> byKeys(List<String> keys) {
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw new InvalidRequestException(
                    Problem.badRequest("From 1 to " + MOST_KEYS + " keys are given"));
        }
        List<LedgerEntry> found = new ArrayList<>();
        Set<String> unknown = new HashSet<>();
        for (String text : new HashSet<>(keys)) {
            one(text).ifPresentOrElse(found::add, () -> unknown.add(text));
        }
        if (!unknown.isEmpty()) {
            throw new InvalidRequestException(
                    Problem.notFound(
                            "These are no dead letters: "
                                    + unknown.stream().sorted().limit(10).toList()));
        }
        return found;
    }

    private static Optional<EventKey> key(String text) {
        try {
            return Optional.of(new EventKey(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
