package io.quill.events.push;

import io.quill.events.push.ClearOrders.Clearing;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.Sink;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Empties the fact table when an operator has ordered it. */
final class FactTableClearing {
    private static final Logger LOG = LoggerFactory.getLogger(FactTableClearing.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String IN_DOUBT = "a clear of " + FactRows.TABLE + " may be under way";
    private static final Duration STANDSTILL = Duration.ofSeconds(8);

    private final ClearOrders clearOrders;
    private final Function<Guard, LeasedSink> leased;
    private final PusherStatus pusherStatus;
    private final InstantSource clock;
    private final InstantSource elapsed;
    private Instant inDoubtUntil = Instant.MIN;
    private Instant nextLook = Instant.MIN;

    FactTableClearing(
            DataStore store,
            Function<Guard, LeasedSink> leased,
            PusherStatus pusherStatus,
            Pusher.Clocks clocks) {
        this.clearOrders = new ClearOrders(store);
        this.leased = leased;
        this.pusherStatus = pusherStatus;
        this.clock = clocks.waits();
        this.elapsed = clocks.elapsed();
    }

    /**
     * Carries out an order that waits, and returns whether there was one; until it is done, no
     * facts are pushed.
     */
    boolean clearIfOrdered(PusherState pusherState) {
        if (elapsed.instant().isBefore(inDoubtUntil)) {
            pusherStatus.pause(PAUSE, IN_DOUBT);
            return true;
        }
        if (clock.instant().isBefore(nextLook)) {
            return false;
        }
        Optional<Clearing> order =
                clearOrders.pending().stream()
                        .filter(each -> each.table().equals(FactRows.TABLE))
                        .findFirst();
        order.ifPresentOrElse(
                each -> carryOut(pusherState, each), () -> nextLook = clock.instant().plus(PAUSE));
        return order.isPresent();
    }

    private void carryOut(PusherState pusherState, Clearing order) {
        clearOrders.markBegun(pusherState.guard(), order);
        switch (leased.apply(pusherState.guard()).clear(FactRows.TABLE)) {
            case PushResult.Taken _ -> {
                LOG.warn("{} was emptied by order of {}", FactRows.TABLE, order.who());
                pusherState
                        .quota()
                        .ifPresent(datasetQuota -> datasetQuota.setRowCount(FactRows.TABLE, 0));
                clearOrders.complete(pusherState.guard(), order);
            }
            // a late one must not empty what comes after it
            case PushResult.Doubt(String why) -> {
                LOG.warn(
                        "Power BI did not answer a request to clear {}; Quill sends it "
                                + "again: {}",
                        FactRows.TABLE,
                        why);
                inDoubtUntil = elapsed.instant().plus(Sink.LATE_WINDOW);
                pusherStatus.pause(PAUSE, IN_DOUBT);
            }
            case PushResult.NotTaken refusal -> pusherStatus.pause(STANDSTILL, refusal.words());
        }
    }
}
