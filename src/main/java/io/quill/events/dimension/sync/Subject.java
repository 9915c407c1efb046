package io.quill.events.dimension.sync;

import java.util.Arrays;
import java.util.Optional;

/** Subject that has versions of its own; goals are those of DimMetric and DimGoal together. */
public enum Subject {
    AGENTS("dim-agent"),
    GOALS("dim-metric"),
    DATES("dim-date"),
    SHIFTS("dim-shift");

    private final String word;

    Subject(String word) {
        this.word = word;
    }

    /** Name in paths and command lines. */
    public String word() {
        return word;
    }

    public static Optional<Subject> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
