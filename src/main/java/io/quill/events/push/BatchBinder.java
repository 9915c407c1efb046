package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.push.OpenBatch.Stage;

import java.util.List;
import java.util.Optional;

/** Binds facts to a batch, so that none of them is in two. */
final class BatchBinder {
    private final BatchStore book;
    private final FactRows rows;

    BatchBinder(BatchStore book, FactRows rows) {
        this.book = book;
        this.rows = rows;
    }

    /** Binds those facts that are still free; returns nothing where none is. */
    Optional<OpenBatch> bind(PusherState now, List<LedgerEntry> entries) {
        OpenBatch opened = book.open(now.guard(), keys(entries), rows(entries));
        List<LedgerEntry> claimed = now.ledger().bindToBatch(entries, opened.number());
        int doubts = now.removePart();
        if (claimed.isEmpty()) {
            book.close(
                    now.guard(),
                    opened.number(),
                    StoryEntryKind.RELEASED,
                    "none of its events was free");
            return Optional.empty();
        }
        OpenBatch bound =
                claimed.size() == entries.size()
                        ? opened
                        : new OpenBatch(
                                opened.number(), Stage.GATHERING, keys(claimed), rows(claimed));
        now.setCurrent(bound);
        now.setDoubts(doubts);
        return Optional.of(bound);
    }

    private static List<EventKey> keys(List<LedgerEntry> entries) {
        return entries.stream().map(LedgerEntry::key).toList();
    }

    private List<String> rows(List<LedgerEntry> entries) {
        return entries.stream()
                .map(ledgerEntry -> rows.row(ledgerEntry.event().orElseThrow()))
                .toList();
    }
}
