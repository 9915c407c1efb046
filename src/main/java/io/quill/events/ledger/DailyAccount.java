package io.quill.events.ledger;

import java.time.LocalDate;
import java.util.stream.LongStream;

/**
 * Account of the events of one source that came on one UTC day.
 *
 * @param received every event that was delivered, known already or not
 * @param waiting on its way: unresolved, ready, or in a batch
 * @param parked looked up in vain, and to be looked up again
 * @param duplicates delivered once more; what completes an event is one of them
 * @param ignored of no interest, whether that showed at once or when it was looked up
 */
public record DailyAccount(
        String source,
        LocalDate day,
        long received,
        long settled,
        long waiting,
        long gated,
        long parked,
        long dead,
        long duplicates,
        long ignored) {

    /** Returns whether everything received is accounted for, and no number is negative. */
    public boolean isBalanced() {
        return imbalance() == 0;
    }

    /** Returns by how many events the account does not balance, negative numbers included. */
    public long imbalance() {
        return Math.abs(received - accounted())
                + LongStream.of(
                                received,
                                settled,
                                waiting,
                                gated,
                                parked,
                                dead,
                                duplicates,
                                ignored)
                        .filter(part -> part < 0)
                        .map(Math::abs)
                        .sum();
    }

    public long accounted() {
        return settled + waiting + gated + parked + dead + duplicates + ignored;
    }
}
