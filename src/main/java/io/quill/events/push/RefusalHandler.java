package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.ledger.EntryState;
import io.quill.events.sink.DatasetQuota;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;

/** Handles refused rows: halves their batches until the bad rows stand alone. */
final class RefusalHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalHandler.class);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(10);
    private static final int MOST_ALONE = 3;

    private final BatchCompletion batchCompletion;
    private final PusherStatus pusherStatus;
    private final InstantSource clock;
    private int mostRows = DatasetQuota.ROWS_A_POST;
    private int alone;

    RefusalHandler(
            BatchCompletion batchCompletion, PusherStatus pusherStatus, InstantSource clock) {
        this.batchCompletion = batchCompletion;
        this.pusherStatus = pusherStatus;
        this.clock = clock;
    }

    /** Most rows of a batch: fewer after it was too large, soon more again. */
    int mostRows() {
        return mostRows;
    }

    /** Notes that the sink has taken rows. */
    void taken(PusherState pusherState) {
        alone = 0;
        giveUpSuspects(pusherState);
        mostRows = Math.min(DatasetQuota.ROWS_A_POST, 2 * mostRows);
    }

    void tooLarge(PusherState pusherState, OpenBatch batch, String words) {
        if (batch.keys().size() == 1) {
            giveUp(pusherState, batch, words);
        } else {
            mostRows = Math.max(1, batch.keys().size() / 2);
            batchCompletion.letGo(pusherState, batch, words);
        }
    }

    void refused(PusherState pusherState, OpenBatch batch, String words) {
        if (batch.keys().size() == 1) {
            giveUp(pusherState, batch, words);
        } else {
            pusherState.halve(batch, 0);
            batchCompletion.letGo(pusherState, batch, "refused, and halved: " + words);
        }
    }

    /**
     * Gives a row up that was refused alone; after several in a row it is only suspected, since the
     * table may be to blame.
     */
    private void giveUp(PusherState pusherState, OpenBatch batch, String words) {
        EventKey key = batch.keys().getFirst();
        alone++;
        if (alone > MOST_ALONE) {
            pusherState.suspect(key, words);
            batchCompletion.letGo(
                    pusherState, batch, "refused like the ones before, and set aside: " + words);
            return;
        }
        LOG.warn(
                "Power BI refused {}; it is a dead letter now. Replay it after "
                        + "a fix, or discard it: {}",
                key,
                words);
        batchCompletion.giveUpRow(pusherState, batch, words);
    }

    /** Gives up suspected rows, since the table has taken others. */
    private void giveUpSuspects(PusherState pusherState) {
        pusherState
                .suspects()
                .forEach(
                        (key, words) ->
                                pusherState
                                        .ledger()
                                        .find(key)
                                        .filter(
                                                ledgerEntry ->
                                                        ledgerEntry.state() == EntryState.READY)
                                        .ifPresent(
                                                ledgerEntry ->
                                                        pusherState
                                                                .ledger()
                                                                .markDead(ledgerEntry, words)));
        pusherState.clearSuspects();
    }

    /** Waits when only suspected rows are left, since the table may be to blame. */
    void onlySuspectsLeft(PusherState pusherState) {
        pusherStatus.setWaiting(
                "the table takes no rows: " + pusherState.suspects().values().iterator().next());
        pusherState.clearSuspectsAfter(clock.instant(), RETRY_AFTER);
    }
}
