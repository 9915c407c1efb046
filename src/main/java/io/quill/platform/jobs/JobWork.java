package io.quill.platform.jobs;

/** Work of a job. It counts on the run it is given, which throws when it may not go on. */
public interface JobWork {
    RunOutcome run(ActiveRun run);
}
