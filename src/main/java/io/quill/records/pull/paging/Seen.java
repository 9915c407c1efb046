package io.quill.records.pull.paging;

import com.fasterxml.jackson.core.JsonPointer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a page has shown.
 *
 * @param records on it
 * @param beside what stands beside the records, as far as it was asked for
 * @param links the headers Link
 * @param last the paging's field of the last record
 */
public record Seen(
        long records, Map<JsonPointer, String> beside, List<String> links, Optional<String> last) {
    public Seen {
        beside = Map.copyOf(beside);
        links = List.copyOf(links);
    }
}
