package io.quill.platform.jobs;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a run stands. */
public enum State {
    RUNNING,
    FINISHED,
    FAILED,
    /** Whoever did it fell silent. */
    ABANDONED;

    /** As it stands in an item and in an answer. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<State> of(String word) {
        return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
