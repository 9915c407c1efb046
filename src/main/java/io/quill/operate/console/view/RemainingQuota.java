package io.quill.operate.console.view;

import java.time.Instant;
import java.util.Optional;

/**
 * Remaining quota of Power BI.
 *
 * @param window over which requests are counted: "minute", or "hour" once a table is large
 * @param notBefore when Power BI has asked for patience, until when
 * @param largestTable rows in the largest table that never loses any
 */
public record RemainingQuota(
        long requestsLeft,
        long requestsAllowed,
        String window,
        long rowsLeft,
        long rowsAllowed,
        Optional<Instant> notBefore,
        long largestTable) {}
