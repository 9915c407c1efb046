package io.quill.events.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remainder of a quota.
 *
 * @param per over which posts are counted
 * @param notBefore until when Power BI has asked for patience
 * @param largestTable the rows of the largest table
 */
public record QuotaLeft(
        long posts,
        long mostPosts,
        Duration per,
        long rows,
        long mostRows,
        Optional<Instant> notBefore,
        long largestTable) {}
