package io.quill.operate.operation;

import io.quill.events.EventKey;
import io.quill.events.ledger.Entry;
import io.quill.events.webhook.DeadLetters;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Unfit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Finds the dead letters that somebody means. */
final class LetterChoice {
    private static final int MOST_KEYS = 1_000;

    private final DeadLetters letters;

    LetterChoice(DeadLetters letters) {
        this.letters = letters;
    }

    static Predicate<Entry> wanted(Optional<String> source, Optional<String> reason) {
        return letter ->
                source.stream().allMatch(letter.key().source()::equalsIgnoreCase)
                        && reason.stream().allMatch(letter.reason()::contains);
    }

    Optional<Entry> one(String key) {
        return key(key).flatMap(letters::find);
    }

    /** By their keys, or all of a source or a reason; all of them only where that is said. */
    Those of(
            Optional<List<String>> keys,
            Optional<String> source,
            Optional<String> reason,
            Optional<Boolean> all) {
        boolean some = source.isPresent() || reason.isPresent() || all.orElse(false);
        if (keys.isPresent() == some) {
            throw new Unfit(
                    Problem.badRequest(
                            "Either keys are given, or a source, a reason, or \"all\": true"));
        }
        return keys.isPresent()
                ? byKeys(keys.get())::forEach
                : action -> letters.forEach(wanted(source, reason), action);
    }

    /** Letters that are gone through one by one, because they may be more than fit into memory. */
    interface Those {
        void forEach(Consumer<Entry> action);
    }

    private List<Entry> byKeys(List<String> keys) {
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw new Unfit(Problem.badRequest("From 1 to " + MOST_KEYS + " keys are given"));
        }
        List<Entry> found = new ArrayList<>();
        Set<String> unknown = new HashSet<>();
        for (String text : new HashSet<>(keys)) {
            one(text).ifPresentOrElse(found::add, () -> unknown.add(text));
        }
        if (!unknown.isEmpty()) {
            throw new Unfit(
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
