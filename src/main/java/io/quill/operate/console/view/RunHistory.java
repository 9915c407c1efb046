package io.quill.operate.console.view;

import io.quill.platform.jobs.Run;

import java.util.List;
import java.util.Optional;

/** Runs, finished and running. */
public interface RunHistory {
    /** The latest first, those that run before all others. */
    List<Run> latest(Optional<String> kind, int most);

    Optional<Run> find(String id);
}
