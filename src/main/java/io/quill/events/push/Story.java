package io.quill.events.push;

import io.quill.events.ledger.LedgerEntry;

import java.util.List;
import java.util.Optional;

/**
 * Story of one event, in the order in which things happened.
 *
 * @param requestId the sink's own id of the request that it took the event with
 */
public record Story(LedgerEntry entry, List<StoryEntry> entries, Optional<String> requestId) {
    public Story {
        entries = List.copyOf(entries);
    }
}
