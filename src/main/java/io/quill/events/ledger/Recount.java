package io.quill.events.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Outcome of a recount of the books.
 *
 * @param agreed how many accounts say what their events say
 * @param corrections what was different
 * @param skipped accounts that moved meanwhile, about which nothing can be said
 */
public record Recount(int agreed, List<Correction> corrections, List<Skipped> skipped) {
    /** An account that is left for the next recount. */
    public record Skipped(String source, LocalDate day) {}

    public Recount {
        corrections = List.copyOf(corrections);
        skipped = List.copyOf(skipped);
    }

    /** Returns the text for an operator. */
    public String words() {
        List<String> words = new ArrayList<>();
        if (!corrections.isEmpty()) {
            words.add("corrected " + joined(corrections.stream().map(Recount::words)));
        }
        if (!skipped.isEmpty()) {
            words.add(
                    "skipped until the next recount, because events moved meanwhile: "
                            + joined(skipped.stream().map(Recount::words)));
        }
        if (words.isEmpty()) {
            return "every account agrees with its events";
        }
        words.addFirst(agreed + (agreed == 1 ? " account agrees" : " accounts agree"));
        return String.join("; ", words);
    }

    private static String words(Correction each) {
        return "%s of %s on %s by %d"
                .formatted(each.column(), each.source(), each.day(), each.by());
    }

    private static String words(Skipped each) {
        return each.source() + " on " + each.day();
    }

    private static String joined(Stream<String> words) {
        return words.collect(Collectors.joining(", "));
    }
}
