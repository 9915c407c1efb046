package io.quill.events.push;

import io.quill.events.EventKey;

import java.util.List;
import java.util.Optional;

/**
 * Story of one batch.
 *
 * @param stage how far it has come, in a word: gathering, fixed, revoking, taken, returning, held,
 *     settled, done
 * @param mayBeDoubled which of its rows may be in the sink twice
 */
public record BatchStory(
        long number,
        String stage,
        int rows,
        List<StoryEntry> entries,
        Optional<String> requestId,
        List<EventKey> mayBeDoubled) {
    public BatchStory {
        entries = List.copyOf(entries);
        mayBeDoubled = List.copyOf(mayBeDoubled);
    }
}
