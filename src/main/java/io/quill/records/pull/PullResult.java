package io.quill.records.pull;

import io.quill.records.landing.LoadResult;
import io.quill.records.landing.RequestStatistics;

import java.util.List;
import java.util.UUID;

/** Result of pulling a feed. */
public sealed interface PullResult {
    UUID run();

    RequestStatistics effort();

    /** Everything asked for has landed. The remarks are for a person to read. */
    record Complete(UUID run, LoadResult landed, RequestStatistics effort, List<String> remarks)
            implements PullResult {
        public Complete {
            remarks = List.copyOf(remarks);
        }
    }

    /** The cursor stayed where it was. */
    record Failed(UUID run, String words, RequestStatistics effort) implements PullResult {}
}
