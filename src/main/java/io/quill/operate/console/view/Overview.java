package io.quill.operate.console.view;

import java.util.List;
import java.util.Optional;

/** How Quill is doing. */
public interface Overview {
    Standing standing();

    /** Nothing where nothing is pushed to. */
    Optional<Budget> budget();

    List<Trouble> troubles();

    Optional<Books.Recounted> lastRecount();
}
