package io.quill.events.history.rebuild;

/** Outcome of a rebuild. */
public sealed interface RebuildOutcome {
    /**
     * All of the archive is in the dataset, but for what it refused.
     *
     * @param refused rows that the dataset would not take
     * @param held batches of which nobody can say whether they were taken
     */
    record Complete(long found, long pushed, long refused, int held) implements RebuildOutcome {
        public String words() {
            String words =
                    "%d facts in the archive, %d of them new to the dataset"
                            .formatted(found, pushed);
            return refused == 0 && held == 0
                    ? words
                    : words
                            + "; %d were refused, and %d batches are held in doubt"
                                    .formatted(refused, held);
        }
    }

    /** It goes on where it was when it is begun again. */
    record Stopped(String why) implements RebuildOutcome {}
}
