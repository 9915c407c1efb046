package io.quill.platform.jobs;

/** Outcome of a run. */
public sealed interface RunOutcome {
    /** Success, in words for a person, and as JSON where there is more to tell. */
    record Finished(String words, String result) implements RunOutcome {
        public Finished(String words) {
            this(words, "");
        }
    }

    /** It could not be done; the words say why, and what helps. */
    record Failed(String why, String result) implements RunOutcome {
        public Failed(String why) {
            this(why, "");
        }
    }
}
