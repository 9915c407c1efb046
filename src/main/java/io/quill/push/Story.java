package io.quill.push;

import io.quill.ledger.Entry;

import java.util.List;
import java.util.Optional;

/**
 * All that is known of one event, in the order in which it happened.
 *
 * @param requestId the sink's own id of the request that it took the event with
 */
public record Story(Entry entry, List<Chapter> chapters, Optional<String> requestId) {
    public Story {
        chapters = List.copyOf(chapters);
    }
}
