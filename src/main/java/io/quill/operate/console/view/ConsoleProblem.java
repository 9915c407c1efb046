package io.quill.operate.console.view;

import io.quill.operate.console.html.ConsoleLink;

import java.util.Optional;

/**
 * Problem that the console shows.
 *
 * @param what in a few words
 * @param words why it matters, and what happens if nobody does anything
 */
public record ConsoleProblem(Weight weight, String what, String words, Optional<Remedy> remedy) {
    /** Severity. */
    public enum Weight {
        /** Worth knowing; it mends itself. */
        NOTE,
        /** Somebody should look at it today. */
        WARNING,
        /** Something does not flow. */
        ALARM
    }

    /** Advice, and the page where to act. */
    public record Remedy(String label, ConsoleLink where) {}
}
