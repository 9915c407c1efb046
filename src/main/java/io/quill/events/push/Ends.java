package io.quill.events.push;

import io.quill.events.EventKey;

import java.util.Set;
import java.util.stream.Collectors;

/** How a batch ends. Each end is written in steps that whoever comes next can go on from. */
final class Ends {
    private final BatchBook book;

    Ends(BatchBook book) {
        this.book = book;
    }

    void settle(Tenure tenure, OpenBatch batch) {
        tenure.ledger().settle(batch.keys(), batch.number());
        book.settled(tenure.guard(), batch, "settled");
        tenure.done();
    }

    /** From here on nobody may post it: some of its events may be in another batch soon. */
    void letGo(Tenure tenure, OpenBatch batch, String words) {
        book.returning(tenure.guard(), batch, What.RELEASED, words);
        release(tenure, batch, "offered again");
    }

    private void release(Tenure tenure, OpenBatch batch, String words) {
        tenure.ledger().release(batch.keys(), batch.number());
        book.letGo(tenure.guard(), batch, What.RELEASED, "let go: " + words);
        tenure.done();
    }

    /** Its pusher ended on the way; some of its events may have been settled by then. */
    void returned(Tenure tenure, OpenBatch batch) {
        Set<EventKey> settled =
                batch.keys().stream()
                        .filter(key -> tenure.ledger().find(key).filter(batch::settled).isPresent())
                        .collect(Collectors.toUnmodifiableSet());
        if (settled.isEmpty()) {
            release(tenure, batch, "its pusher ended before that");
        } else {
            part(tenure, batch, settled);
        }
    }

    private void part(Tenure tenure, OpenBatch batch, Set<EventKey> settled) {
        tenure.ledger().release(batch.keys(), batch.number());
        book.settledInPart(tenure.guard(), batch, settled, "settled in part");
        tenure.done();
    }

    void sendAgain(Tenure tenure, OpenBatch batch, String words) {
        book.mayBeDoubled(tenure.guard(), batch.number(), batch.keys());
        letGo(tenure, batch, words + "; sent again, its rows may be doubled");
    }

    void hold(Tenure tenure, OpenBatch batch, String words) {
        book.hold(tenure.guard(), batch, words + "; held for an operator");
        tenure.done();
    }

    /** Of a batch that the sink has taken some rows of: the others are free again. */
    void settleInPart(Tenure tenure, OpenBatch batch, OpenBatch there, String words) {
        tenure.ledger().settle(there.keys(), batch.number());
        book.returning(tenure.guard(), batch, What.RELEASED, words);
        part(tenure, batch, Set.copyOf(there.keys()));
    }

    /** Its only row is given up. */
    void bury(Tenure tenure, OpenBatch batch, String words) {
        book.returning(tenure.guard(), batch, What.DEAD, "refused: " + words);
        tenure.ledger().refuse(batch.keys().getFirst(), batch.number(), words);
        book.letGo(tenure.guard(), batch, What.DEAD, "given up");
        tenure.done();
    }
}
