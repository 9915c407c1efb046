package io.quill.records.connector;

import java.util.Optional;
import java.util.Set;

/** Rule for an error answer: which answers it matches, and what is done about them. */
public record ErrorRule(Set<Integer> statuses, Optional<String> containing, Action action) {
    public enum Action {
        /** Again, after a while. */
        RETRY,
        /** Again with a fresh token. */
        REFRESH,
        /** The list is too long for its later pages: again in smaller pieces. */
        HALVE,
        /** Something that is missing is reported and left out. */
        SKIP,
        /** The cursor is no longer known: everything again. */
        RESTART,
        /** Nothing helps. */
        FAIL
    }

    public ErrorRule {
        statuses = Set.copyOf(statuses);
    }

    public boolean matches(int status, String body) {
        return statuses.contains(status) && containing.map(body::contains).orElse(true);
    }
}
