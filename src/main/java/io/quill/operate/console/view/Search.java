package io.quill.operate.console.view;

import io.quill.events.EventKey;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.State;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds events, and tells what became of one. */
public interface Search {
    Found find(Wanted wanted);

    Optional<Story> story(EventKey key);

    /**
     * What is looked for; blank where it does not matter.
     *
     * @param text a key, or how one begins
     */
    record Wanted(
            String text,
            String agent,
            Optional<State> state,
            Optional<Instant> since,
            Optional<Instant> until,
            int most) {
        public boolean includes(Entry entry) {
            return entry.key().value().regionMatches(true, 0, text, 0, text.length())
                    && (agent.isEmpty() || agentOf(entry).equalsIgnoreCase(agent))
                    && state.filter(each -> each != entry.state()).isEmpty()
                    && since.filter(from -> entry.seenAt().isBefore(from)).isEmpty()
                    && until.filter(to -> !entry.seenAt().isBefore(to)).isEmpty();
        }

        private static String agentOf(Entry entry) {
            return entry.event().map(event -> event.agentId()).orElse("");
        }
    }

    /**
     * The latest first.
     *
     * @param looked how far the search has gone, in words
     */
    record Found(List<Entry> entries, boolean more, String looked) {
        public Found {
            entries = List.copyOf(entries);
        }
    }

    /** An event from its arrival on; the body only where it could not be read. */
    record Story(Entry entry, List<Chapter> chapters, Optional<byte[]> body) {
        public Story {
            chapters = List.copyOf(chapters);
        }
    }

    /** Something that happened to it. */
    record Chapter(Instant at, String words) {}
}
