package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.sink.Batch;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Stored batch that is not finished: its number, stage, events and rows. */
record OpenBatch(long number, Stage stage, List<EventKey> keys, List<String> rows) {
    /**
     * Stage of a batch. A batch moves only along these arrows:
     *
     * <pre>
     * GATHERING -> FIXED, RETURNING, DONE (none of its events was free)
     * FIXED     -> FIXED (posted again), REVOKING, TAKEN, RETURNING, HELD
     * REVOKING  -> TAKEN, RETURNING, HELD
     * TAKEN     -> SETTLED
     * HELD      -> TAKEN (an operator accepts it), RETURNING (an operator has it sent again)
     * RETURNING -> DONE, SETTLED (the part that was taken)
     * SETTLED   -> DONE
     * </pre>
     */
    enum Stage {
        /** Its events are being bound to it; nothing has been posted. */
        GATHERING,
        /** Fixed: its contents never change; it may have been posted. */
        FIXED,
        /**
         * It will not be posted again; its number is being used up, and proves nothing any more.
         */
        REVOKING,
        /** The sink has it; its events are being settled. */
        TAKEN,
        /** It will never be posted again; its events are being offered again, or given up. */
        RETURNING,
        /** Nobody can say whether the sink has it, and an operator wants to decide. */
        HELD,
        /** Its events are settled; the archive does not have them yet. */
        SETTLED,
        /** Nothing is left to do for it. */
        DONE;

        /** Returns the stages that may follow this one. */
        Set<Stage> next() {
            return switch (this) {
                case GATHERING -> Set.of(FIXED, RETURNING, DONE);
                case FIXED -> Set.of(FIXED, REVOKING, TAKEN, RETURNING, HELD);
                case REVOKING -> Set.of(TAKEN, RETURNING, HELD);
                case TAKEN -> Set.of(SETTLED);
                case RETURNING -> Set.of(SETTLED, DONE);
                case HELD -> Set.of(TAKEN, RETURNING);
                case SETTLED -> Set.of(DONE);
                case DONE -> Set.of();
            };
        }
    }

    OpenBatch {
        keys = List.copyOf(keys);
        rows = List.copyOf(rows);
    }

    Batch batch() {
        return new Batch(FactRows.TABLE, number, rows);
    }

    /** Returns whether an event was settled as one of this batch. */
    boolean hasSettled(LedgerEntry ledgerEntry) {
        return ledgerEntry.state() == EntryState.SETTLED
                && ledgerEntry.batch().equals(Optional.of(number));
    }

    /** Returns the part of the batch that holds these events. */
    OpenBatch only(Set<EventKey> wanted) {
        List<Integer> places =
                IntStream.range(0, keys.size())
                        .filter(place -> wanted.contains(keys.get(place)))
                        .boxed()
                        .toList();
        return new OpenBatch(
                number,
                stage,
                places.stream().map(keys::get).toList(),
                places.stream().map(rows::get).toList());
    }

    /** Returns the batch at a stage that may follow its own. */
    OpenBatch at(Stage later) {
        if (!stage.next().contains(later)) {
            throw new IllegalStateException(
                    "Batch " + number + " is " + stage + " and cannot become " + later);
        }
        return new OpenBatch(number, later, keys, rows);
    }
}
