package io.quill.events.push;

import io.quill.platform.store.Item;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What an operator has decided about held batches: looked for once in a while, between batches. */
final class Orders {
    private static final int MOST = 100;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final BatchBook book;
    private final Aftermath aftermath;
    private final InstantSource clock;
    private Instant nextLook = Instant.MIN;

    Orders(BatchBook book, Aftermath aftermath, InstantSource clock) {
        this.book = book;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    void carryOut(Tenure now) {
        if (now.current().isPresent() || clock.instant().isBefore(nextLook)) {
            return;
        }
        nextLook = clock.instant().plus(PAUSE);
        for (Item mark : book.batches().marked(Mark.HELD, MOST)) {
            HeldBatches.order(mark)
                    .ifPresent(
                            order ->
                                    book.batches()
                                            .item(BatchItems.number(mark))
                                            .filter(HeldBatches::isHeld)
                                            .map(book.batches()::read)
                                            .ifPresent(
                                                    batch -> aftermath.ruled(now, batch, order)));
        }
    }
}
