package io.quill.operate.erasure;

import java.util.Map;

/**
 * Counts of the places where an agent's name or address was found.
 *
 * @param rows the agent's row in DimAgent
 * @param rosters of this and of former ring groups
 * @param versions of the roster
 * @param bodies of events that could not be read
 * @param payloads that the audit keeps
 * @param answers that are kept for requests which come again
 * @param runs whose result is kept
 */
public record ErasureFindings(
        long rows,
        long rosters,
        long versions,
        long bodies,
        long payloads,
        long answers,
        long runs) {
    public Map<String, Long> counts() {
        return Map.of(
                "rows", rows,
                "rosters", rosters,
                "versions", versions,
                "bodies", bodies,
                "payloads", payloads,
                "answers", answers,
                "runs", runs);
    }
}
