package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.ledger.Entry;
import io.quill.events.push.OpenBatch.Stage;

import java.util.List;
import java.util.Optional;

/** Binds facts to a batch of their own: none of them is in another one then. */
final class Binding {
    private final BatchBook book;
    private final FactRows rows;

    Binding(BatchBook book, FactRows rows) {
        this.book = book;
        this.rows = rows;
    }

    /** What of them was still free; absent where nothing was. */
    Optional<OpenBatch> bind(Tenure now, List<Entry> entries) {
        OpenBatch opened = book.open(now.guard(), keys(entries), rows(entries));
        List<Entry> claimed = now.ledger().claim(entries, opened.number());
        int doubts = now.pieceIsDone();
        if (claimed.isEmpty()) {
            book.close(now.guard(), opened.number(), What.RELEASED, "none of its events was free");
            return Optional.empty();
        }
        OpenBatch bound =
                claimed.size() == entries.size()
                        ? opened
                        : new OpenBatch(
                                opened.number(), Stage.GATHERING, keys(claimed), rows(claimed));
        now.take(bound);
        now.hasBeenDoubted(doubts);
        return Optional.of(bound);
    }

    private static List<EventKey> keys(List<Entry> entries) {
        return entries.stream().map(Entry::key).toList();
    }

    private List<String> rows(List<Entry> entries) {
        return entries.stream().map(entry -> rows.row(entry.event().orElseThrow())).toList();
    }
}
