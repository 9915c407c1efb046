package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.ledger.State;
import io.quill.events.sink.Quota;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;

/**
 * What becomes of rows that the sink blames: fewer and fewer go, until the bad ones stand alone.
 */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration ANOTHER_CHANCE = Duration.ofMinutes(10);
    private static final int MOST_ALONE = 3;

    private final Ends ends;
    private final Pace pace;
    private final InstantSource clock;
    private int mostRows = Quota.ROWS_A_POST;
    private int alone;

    Refusals(Ends ends, Pace pace, InstantSource clock) {
        this.ends = ends;
        this.pace = pace;
        this.clock = clock;
    }

    /** How many rows a batch may have: fewer after it was too large, soon more again. */
    int mostRows() {
        return mostRows;
    }

    /** The sink has taken rows. */
    void taken(Tenure tenure) {
        alone = 0;
        giveUpSuspects(tenure);
        mostRows = Math.min(Quota.ROWS_A_POST, 2 * mostRows);
    }

    void tooLarge(Tenure tenure, OpenBatch batch, String words) {
        if (batch.keys().size() == 1) {
            giveUp(tenure, batch, words);
        } else {
            mostRows = Math.max(1, batch.keys().size() / 2);
            ends.letGo(tenure, batch, words);
        }
    }

    void refused(Tenure tenure, OpenBatch batch, String words) {
        if (batch.keys().size() == 1) {
            giveUp(tenure, batch, words);
        } else {
            tenure.halve(batch, 0);
            ends.letGo(tenure, batch, "refused, and halved: " + words);
        }
    }

    /** One row is to blame for itself; one after the other, with none taken, may be the table. */
    private void giveUp(Tenure tenure, OpenBatch batch, String words) {
        EventKey key = batch.keys().getFirst();
        alone++;
        if (alone > MOST_ALONE) {
            tenure.suspect(key, words);
            ends.letGo(tenure, batch, "refused like the ones before, and set aside: " + words);
            return;
        }
        LOG.warn("{} is refused: {}", key, words);
        ends.bury(tenure, batch, words);
    }

    /** The table takes other rows, so it was theirs to be blamed. */
    private void giveUpSuspects(Tenure tenure) {
        tenure.suspects()
                .forEach(
                        (key, words) ->
                                tenure.ledger()
                                        .find(key)
                                        .filter(entry -> entry.state() == State.READY)
                                        .ifPresent(entry -> tenure.ledger().bury(entry, words)));
        tenure.clearSuspects();
    }

    /** Nothing is left but what was refused: perhaps the table, until it takes a row. */
    void onlySuspectsLeft(Tenure tenure) {
        pace.says("the table takes no rows: " + tenure.suspects().values().iterator().next());
        tenure.suspectAnewAfter(clock.instant(), ANOTHER_CHANCE);
    }
}
