package io.quill.records.pull.paging;

import com.fasterxml.jackson.core.JsonPointer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Summary of a page, from which the next one follows.
 *
 * @param records on it
 * @param metadata what stands beside the records, as far as it was asked for
 * @param links the headers Link
 * @param last the paging's field of the last record
 */
public record PageSummary(
        long records,
        Map<JsonPointer, String> metadata,
        List<String> links,
        Optional<String> last) {
    public PageSummary {
        metadata = Map.copyOf(metadata);
        links = List.copyOf(links);
    }
}
