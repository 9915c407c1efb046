package io.quill.operate.console.view;

import io.quill.events.EventKey;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.LedgerEntry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds events, and tells the story of one. */
public interface EventSearch {
    Found find(Wanted wanted);

    Optional<Story> story(EventKey key);

    /**
     * Search criteria; a blank one does not matter.
     *
     * @param text a key, or how one begins
     */
    record Wanted(
            String text,
            String agent,
            Optional<EntryState> state,
            Optional<Instant> since,
            Optional<Instant> until,
            int most) {
        public boolean includes(LedgerEntry ledgerEntry) {
            return ledgerEntry.key().value().regionMatches(true, 0, text, 0, text.length())
                    && (agent.isEmpty() || agentOf(ledgerEntry).equalsIgnoreCase(agent))
                    && state.filter(each -> each != ledgerEntry.state()).isEmpty()
                    && since.filter(from -> ledgerEntry.seenAt().isBefore(from)).isEmpty()
                    && until.filter(to -> !ledgerEntry.seenAt().isBefore(to)).isEmpty();
        }

        private static String agentOf(LedgerEntry ledgerEntry) {
            return ledgerEntry.event().map(event -> event.agentId()).orElse("");
        }
    }

    /**
     * The latest first.
     *
     * @param looked how far the search has gone, in words
     */
    record Found(List<LedgerEntry> entries, boolean more, String looked) {
        public Found {
            entries = List.copyOf(entries);
        }
    }

    /** An event from its arrival on; the body only where it could not be read. */
    record Story(LedgerEntry entry, List<Chapter> chapters, Optional<byte[]> body) {
        public Story {
            chapters = List.copyOf(chapters);
        }
    }

    /** Something that happened to it. */
    record Chapter(Instant at, String words) {}
}
