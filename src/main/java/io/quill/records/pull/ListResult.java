package io.quill.records.pull;

import com.fasterxml.jackson.core.JsonPointer;

import java.util.Map;

/** Result of reading a list. */
sealed interface ListResult {
    /**
     * Read to its end, or as far as was wanted.
     *
     * @param shrank whether it became shorter meanwhile, so that something may have moved from a
     *     page still to come to one read before
     * @param beside what stood beside the records of the last page
     */
    record Reached(long records, boolean shrank, Map<JsonPointer, String> beside)
            implements ListResult {}

    /** It has more pages than the service gives. */
    record TooDeep(String words) implements ListResult {}

    /** It is not there. */
    record Missing() implements ListResult {}

    /** The cursor it was asked with is no longer known. */
    record Expired(String words) implements ListResult {}
}
