package io.quill.operate.console.view;

import java.util.List;
import java.util.Optional;

/** Figures and problems of Quill's present state. */
public interface StatusOverview {
    PipelineCounts standing();

    /** Nothing where nothing is pushed to. */
    Optional<RemainingQuota> budget();

    List<ConsoleProblem> troubles();

    Optional<BooksOverview.Recounted> lastRecount();
}
