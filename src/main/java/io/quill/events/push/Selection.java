package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.Outbox;
import io.quill.events.ledger.State;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which facts go next: those that were put off, then pieces of a refused batch, then the others.
 */
final class Selection {
    /** So that what is passed over hides nothing, in whichever part of the outbox it lies. */
    private static final int SHARDS_SLACK = 8;

    private final Ledger ledger;
    private final Outbox outbox;
    private final Refusals refusals;

    Selection(Ledger ledger, Outbox outbox, Refusals refusals) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.refusals = refusals;
    }

    List<Entry> next(Tenure now) {
        return now.putOff().or(() -> piece(now)).orElseGet(() -> ready(now));
    }

    private Optional<List<Entry>> piece(Tenure now) {
        for (Optional<List<EventKey>> keys = now.piece(); keys.isPresent(); keys = now.piece()) {
            List<Entry> ready =
                    keys.get().stream()
                            .flatMap(key -> ledger.find(key).stream())
                            .filter(entry -> entry.state() == State.READY)
                            .toList();
            if (!ready.isEmpty()) {
                return Optional.of(ready);
            }
            now.pieceIsDone();
        }
        return Optional.empty();
    }

    private List<Entry> ready(Tenure now) {
        Set<EventKey> suspects = new HashSet<>(now.suspects().keySet());
        suspects.addAll(now.loners().keySet());
        int most = refusals.mostRows();
        List<Entry> ready = outbox.waiting(State.READY, most + SHARDS_SLACK * suspects.size());
        List<Entry> others =
                ready.stream()
                        .filter(entry -> !suspects.contains(entry.key()))
                        .limit(most)
                        .toList();
        if (others.isEmpty() && !now.suspects().isEmpty()) {
            refusals.onlySuspectsLeft(now);
        }
        return others;
    }
}
