package io.quill.platform.jobs;

/** What is done in a run. It counts, and asks whether it still may go on, on the run given. */
public interface Work {
    Ending in(Running run);
}
