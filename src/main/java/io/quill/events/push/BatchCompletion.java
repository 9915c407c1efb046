package io.quill.events.push;

import io.quill.events.EventKey;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ends a batch: settles, releases or holds it. Each end is stored in steps that a successor can
 * resume.
 */
final class BatchCompletion {
    private final BatchStore book;

    BatchCompletion(BatchStore book) {
        this.book = book;
    }

    void settle(PusherState pusherState, OpenBatch batch) {
        pusherState.ledger().settle(batch.keys(), batch.number());
        book.markSettled(pusherState.guard(), batch, "settled");
        pusherState.clearCurrent();
    }

    /**
     * Releases the events of a batch; nobody may post it from here on, since some may be in another
     * batch soon.
     */
    void letGo(PusherState pusherState, OpenBatch batch, String words) {
        release(
                pusherState,
                book.markReturning(pusherState.guard(), batch, StoryEntryKind.RELEASED, words),
                "offered again");
    }

    private void release(PusherState pusherState, OpenBatch batch, String words) {
        pusherState.ledger().release(batch.keys(), batch.number());
        book.letGo(pusherState.guard(), batch, StoryEntryKind.RELEASED, "let go: " + words);
        pusherState.clearCurrent();
    }

    /** Resumes a release that a predecessor began; some of its events may have been settled. */
    void resumeReturn(PusherState pusherState, OpenBatch batch) {
        Set<EventKey> settled =
                batch.keys().stream()
                        .filter(
                                key ->
                                        pusherState
                                                .ledger()
                                                .find(key)
                                                .filter(batch::hasSettled)
                                                .isPresent())
                        .collect(Collectors.toUnmodifiableSet());
        if (settled.isEmpty()) {
            release(pusherState, batch, "its pusher ended before that");
        } else {
            settleOnly(pusherState, batch, settled);
        }
    }

    private void settleOnly(PusherState pusherState, OpenBatch batch, Set<EventKey> settled) {
        pusherState.ledger().release(batch.keys(), batch.number());
        book.markSettledInPart(pusherState.guard(), batch, settled, "settled in part");
        pusherState.clearCurrent();
    }

    void sendAgain(PusherState pusherState, OpenBatch batch, String words) {
        book.recordMayBeDoubled(pusherState.guard(), batch.number(), batch.keys());
        letGo(pusherState, batch, words + "; sent again, its rows may be doubled");
    }

    void hold(PusherState pusherState, OpenBatch batch, String words) {
        book.hold(pusherState.guard(), batch, words + "; held for an operator");
        pusherState.clearCurrent();
    }

    /** Settles the rows that the sink has taken, and releases the others. */
    void settleInPart(PusherState pusherState, OpenBatch batch, OpenBatch there, String words) {
        pusherState.ledger().settle(there.keys(), batch.number());
        settleOnly(
                pusherState,
                book.markReturning(pusherState.guard(), batch, StoryEntryKind.RELEASED, words),
                Set.copyOf(there.keys()));
    }

    /** Gives up the only row of a batch as a dead letter. */
    void giveUpRow(PusherState pusherState, OpenBatch batch, String words) {
        OpenBatch returning =
                book.markReturning(
                        pusherState.guard(), batch, StoryEntryKind.DEAD, "refused: " + words);
        pusherState.ledger().refuse(batch.keys().getFirst(), batch.number(), words);
        book.letGo(pusherState.guard(), returning, StoryEntryKind.DEAD, "given up");
        pusherState.clearCurrent();
    }
}
