package io.quill.records.landing;

import java.util.Optional;

/**
 * Result of a load.
 *
 * @param read records added
 * @param appended those that are new, changed or restored
 * @param unchanged those that are known byte for byte, or by their canonical form
 * @param deleted live before, and gone now
 * @param restored deleted before, and back now (counted in appended as well)
 * @param rejected what could not be kept as a record, and stands among the errors
 * @param deletionObjection why nothing was deleted for its absence, though something was absent
 */
public record LoadResult(
        long read,
        long appended,
        long unchanged,
        long deleted,
        long restored,
        long rejected,
        Optional<String> deletionObjection) {}
