package io.quill.platform.jobs;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** State of a run. */
public enum RunState {
    RUNNING,
    FINISHED,
    FAILED,
    /** Its process fell silent. */
    ABANDONED;

    /** Name in items and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RunState> of(String word) {
        return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
