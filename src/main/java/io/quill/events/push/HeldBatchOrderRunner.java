package io.quill.events.push;

import io.quill.platform.store.Item;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Carries out operators' orders about held batches, every two seconds, between batches. */
final class HeldBatchOrderRunner {
    private static final int MOST = 100;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final BatchStore book;
    private final ResultHandler resultHandler;
    private final InstantSource clock;
    private Instant nextLook = Instant.MIN;

    HeldBatchOrderRunner(BatchStore book, ResultHandler resultHandler, InstantSource clock) {
        this.book = book;
        this.resultHandler = resultHandler;
        this.clock = clock;
    }

    void carryOut(PusherState now) {
        if (now.current().isPresent() || clock.instant().isBefore(nextLook)) {
            return;
        }
        nextLook = clock.instant().plus(PAUSE);
        for (Item mark : book.batches().marked(BatchMark.HELD, MOST)) {
            HeldBatches.order(mark)
                    .ifPresent(
                            heldBatchOrder ->
                                    book.batches()
                                            .item(BatchItems.number(mark))
                                            .filter(HeldBatches::isHeld)
                                            .map(book.batches()::read)
                                            .ifPresent(
                                                    batch ->
                                                            resultHandler.applyOrder(
                                                                    now, batch, heldBatchOrder)));
        }
    }
}
