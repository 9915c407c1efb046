package io.quill.operate.console.view;

import io.quill.operate.console.html.Address;

import java.util.Optional;

/**
 * Something that is not as it should be.
 *
 * @param what in a few words
 * @param words why it matters, and what happens if nobody does anything
 */
public record Trouble(Weight weight, String what, String words, Optional<Remedy> remedy) {
    /** How much it matters. */
    public enum Weight {
        /** Worth knowing; it mends itself. */
        NOTE,
        /** Somebody should look at it today. */
        WARNING,
        /** Something does not flow. */
        ALARM
    }

    /** What to do about it, and where. */
    public record Remedy(String label, Address where) {}
}
