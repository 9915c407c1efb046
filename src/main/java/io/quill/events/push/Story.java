package io.quill.events.push;

import io.quill.events.ledger.Entry;

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
