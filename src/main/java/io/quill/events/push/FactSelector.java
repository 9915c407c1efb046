package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Selects the facts that go next: deferred ones, then parts of a split batch, then the others. */
final class FactSelector {
    /**
     * Rows read beyond the limit, so that rows passed over hide nothing in any shard of the outbox.
     */
    private static final int SHARDS_SLACK = 8;

    private final Ledger ledger;
    private final Outbox outbox;
    private final RefusalHandler refusalHandler;

    FactSelector(Ledger ledger, Outbox outbox, RefusalHandler refusalHandler) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.refusalHandler = refusalHandler;
    }

    List<LedgerEntry> next(PusherState now) {
        return now.deferred().or(() -> piece(now)).orElseGet(() -> ready(now));
    }

    private Optional<List<LedgerEntry>> piece(PusherState now) {
        for (Optional<List<EventKey>> keys = now.nextPart();
                keys.isPresent();
                keys = now.nextPart()) {
            List<LedgerEntry> ready =
                    keys.get().stream()
                            .flatMap(key -> ledger.find(key).stream())
                            .filter(ledgerEntry -> ledgerEntry.state() == EntryState.READY)
                            .toList();
            if (!ready.isEmpty()) {
                return Optional.of(ready);
            }
            now.removePart();
        }
        return Optional.empty();
    }

    private List<LedgerEntry> ready(PusherState now) {
        Set<EventKey> suspects = new HashSet<>(now.suspects().keySet());
        suspects.addAll(now.isolatedRows().keySet());
        int most = refusalHandler.mostRows();
        List<LedgerEntry> ready =
                outbox.waiting(EntryState.READY, most + SHARDS_SLACK * suspects.size());
        List<LedgerEntry> others =
                ready.stream()
                        .filter(ledgerEntry -> !suspects.contains(ledgerEntry.key()))
                        .limit(most)
                        .toList();
        if (others.isEmpty() && !now.suspects().isEmpty()) {
            refusalHandler.onlySuspectsLeft(now);
        }
        return others;
    }
}
