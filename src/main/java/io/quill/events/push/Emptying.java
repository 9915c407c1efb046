package io.quill.events.push;

import io.quill.events.push.Clearings.Clearing;
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

/** Empties the table of facts where an operator ordered that. */
final class Emptying {
    private static final Logger LOG = LoggerFactory.getLogger(Emptying.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String IN_DOUBT = "a clear of " + FactRows.TABLE + " may be under way";
    private static final Duration STANDSTILL = Duration.ofSeconds(8);

    private final Clearings clearings;
    private final Function<Guard, LeasedSink> leased;
    private final Pace pace;
    private final InstantSource clock;
    private final InstantSource elapsed;
    private Instant mayComeUntil = Instant.MIN;
    private Instant nextLook = Instant.MIN;

    Emptying(DataStore store, Function<Guard, LeasedSink> leased, Pace pace, Pusher.Clocks clocks) {
        this.clearings = new Clearings(store);
        this.leased = leased;
        this.pace = pace;
        this.clock = clocks.waits();
        this.elapsed = clocks.elapsed();
    }

    /** Whether an order waits; until it is carried out, no facts are pushed. */
    boolean isOrdered(Tenure tenure) {
        if (elapsed.instant().isBefore(mayComeUntil)) {
            pace.pause(PAUSE, IN_DOUBT);
            return true;
        }
        if (clock.instant().isBefore(nextLook)) {
            return false;
        }
        Optional<Clearing> order =
                clearings.pending().stream()
                        .filter(each -> each.table().equals(FactRows.TABLE))
                        .findFirst();
        order.ifPresentOrElse(
                each -> carryOut(tenure, each), () -> nextLook = clock.instant().plus(PAUSE));
        return order.isPresent();
    }

    private void carryOut(Tenure tenure, Clearing order) {
        clearings.begun(tenure.guard(), order);
        switch (leased.apply(tenure.guard()).clear(FactRows.TABLE)) {
            case PushResult.Taken _ -> {
                LOG.warn("{} was emptied by order of {}", FactRows.TABLE, order.who());
                tenure.quota().ifPresent(quota -> quota.holds(FactRows.TABLE, 0));
                clearings.done(tenure.guard(), order);
            }
            // a late one must not empty what comes after it
            case PushResult.Doubt(String why) -> {
                LOG.warn("A clear of {} has no answer, and is sent again: {}", FactRows.TABLE, why);
                mayComeUntil = elapsed.instant().plus(Sink.LATE);
                pace.pause(PAUSE, IN_DOUBT);
            }
            case PushResult.NotTaken refusal -> pace.pause(STANDSTILL, refusal.words());
        }
    }
}
