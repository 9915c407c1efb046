package io.quill.events.dimension.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Version of a subject's state.
 *
 * @param label what the payload calls itself, such as a month and its version
 * @param due when it begins to show, if that was not at once
 * @param hash SHA-256 of the payload, in hexadecimal
 */
public record Version(
        Subject subject,
        long number,
        Instant at,
        String who,
        String from,
        Origin origin,
        String label,
        Optional<LocalDate> due,
        String hash,
        long bytes,
        Delta.Counts counts,
        Stage stage) {

    /** Origin of a version. */
    public sealed interface Origin {
        /** A payload that was sent or read. */
        record Sync() implements Origin {}

        /** An earlier version that was taken back. */
        record Rollback(long to) implements Origin {}
    }

    /** Progress of a version. */
    public enum Stage {
        /** Kept, while its rows are still being written; whoever comes next goes on with it. */
        OPEN,
        APPLIED
    }
}
