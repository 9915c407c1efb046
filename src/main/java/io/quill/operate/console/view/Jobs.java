package io.quill.operate.console.view;

import io.quill.platform.jobs.Run;

import java.util.List;
import java.util.Optional;

/** What ran, and what is running. */
public interface Jobs {
    /** The latest first, those that run before all others. */
    List<Run> latest(Optional<String> kind, int most);

    Optional<Run> find(String id);
}
