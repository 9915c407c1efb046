package io.quill.records.landing;

import java.util.Optional;

/**
 * Threshold for deletions: the least size of a complete listing before missing records count as
 * deleted. A service that returns half of its records for a moment must not empty the warehouse.
 *
 * @param leastIds fewer ids than this prove nothing
 * @param leastShare of the live records, from 0 to 1
 */
public record DeletionThreshold(long leastIds, double leastShare) {
    public DeletionThreshold {
        if (leastIds < 0 || !(leastShare >= 0 && leastShare <= 1)) {
            throw new IllegalArgumentException(
                    "A floor is a number of ids and a share from 0 to 1.");
        }
    }

    /** Returns the reason why nothing may be deleted, if there is one. */
    public Optional<String> objection(long seen, long live) {
        if (seen >= live) {
            return Optional.empty();
        }
        if (seen < leastIds) {
            return Optional.of(
                    "the listing holds %d ids, and at least %d are expected"
                            .formatted(seen, leastIds));
        }
        if (seen < leastShare * live) {
            return Optional.of(
                    "the listing holds %d ids of %d live records, less than %.0f %%"
                            .formatted(seen, live, 100 * leastShare));
        }
        return Optional.empty();
    }
}
