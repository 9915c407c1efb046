package io.quill.operate.access.audit;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Outcome of an action.
 *
 * @param status as it was answered, or would have been
 * @param words for a person
 * @param counts how many of what
 * @param run under which it was done, blank where it took none
 */
public record ActionResult(int status, String words, Map<String, Long> counts, String run) {
    public ActionResult {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    public boolean isFine() {
        return status < 400;
    }
}
