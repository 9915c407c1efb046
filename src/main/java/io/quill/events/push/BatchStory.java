package io.quill.events.push;

import io.quill.events.EventKey;

import java.util.List;
import java.util.Optional;

/**
 * All that is known of one batch.
 *
 * @param stage how far it has come, in a word: gathering, fixed, revoking, taken, returning, held,
 *     settled, done
 * @param mayBeDoubled which of its rows may be in the sink twice
 */
public record BatchStory(
        long number,
        String stage,
        int rows,
        List<Chapter> chapters,
        Optional<String> requestId,
        List<EventKey> mayBeDoubled) {
    public BatchStory {
        chapters = List.copyOf(chapters);
        mayBeDoubled = List.copyOf(mayBeDoubled);
    }
}
