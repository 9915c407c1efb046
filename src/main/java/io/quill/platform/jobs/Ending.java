package io.quill.platform.jobs;

/** How the work of a run came out. */
public sealed interface Ending {
    /** In words for a person, and as JSON where there is more to tell. */
    record Finished(String words, String result) implements Ending {
        public Finished(String words) {
            this(words, "");
        }
    }

    /** It could not be done; the words say why, and what helps. */
    record Failed(String why, String result) implements Ending {
        public Failed(String why) {
            this(why, "");
        }
    }
}
