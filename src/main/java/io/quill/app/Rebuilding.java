package io.quill.app;

import io.quill.events.history.FactArchive;
import io.quill.events.history.rebuild.Outcome;
import io.quill.events.history.rebuild.Plan;
import io.quill.events.history.rebuild.Progress;
import io.quill.events.history.rebuild.Rebuilds;
import io.quill.events.history.rebuild.RightOfWay;
import io.quill.events.history.rebuild.Whereabouts;
import io.quill.events.history.rebuild.Workplace;
import io.quill.events.ledger.Ledger;
import io.quill.events.push.Archivist;
import io.quill.events.push.LateRequests;
import io.quill.events.push.Stories;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.Standing;
import io.quill.events.sink.powerbi.PowerBi;
import io.quill.platform.jobs.Lease;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.time.SteadyClock;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Puts a rebuild together. It has the right to push as long as it goes on, so nobody else pushes
 * meanwhile; what comes in is held.
 */
final class Rebuilding implements Rebuilds {
    private static final String FACTS = "FactEvent";

    private final Settings settings;
    private final DataStore main;
    private final InstantSource clock;
    private final InstantSource waits;
    private volatile boolean closed;

    /** For settings that say where to push. */
    Rebuilding(Settings settings, DataStore main, InstantSource clock) {
        this.settings = settings;
        this.main = main;
        this.clock = clock;
        this.waits = new SteadyClock(clock);
    }

    @Override
    public boolean stop() {
        boolean under = precedence().isTaken();
        precedence().revoke();
        return under;
    }

    @Override
    public void close() {
        closed = true;
    }

    private Lease precedence() {
        return new Lease(main, clock, waits, Pushing.PRECEDENCE, RightOfWay.TERM);
    }

    @Override
    public Outcome run(Order order, Consumer<Progress> listener) throws InterruptedException {
        Lease right = new Lease(main, clock, waits, Pushing.LEASE, RightOfWay.TERM);
        RightOfWay.Leases leases = new RightOfWay.Leases(precedence(), right);
        try (RightOfWay way = RightOfWay.claim(leases, waits).orElse(null);
                ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor()) {
            if (way == null) {
                return new Outcome.Stopped("Another dataset is being rebuilt.");
            }
            long pause = RightOfWay.RENEWAL.toSeconds();
            var _ = beat.scheduleAtFixedRate(way::renew, pause, pause, TimeUnit.SECONDS);
            Optional<Guard> guard = way.take(Thread::sleep);
            return guard.isEmpty()
                    ? new Outcome.Stopped(
                            "Whoever pushes is not done with a batch; try again in a while.")
                    : run(order, way, guard.get(), listener);
        }
    }

    private Outcome run(Order order, RightOfWay way, Guard guard, Consumer<Progress> listener)
            throws InterruptedException {
        try (FactArchive archive = Archives.open(settings);
                PowerBiOnCall powerBi = new PowerBiOnCall(settings)) {
            PowerBi sink = powerBi.sink(order.dataset());
            Optional<String> fault =
                    unfinished(archive, guard).or(() -> Rebuilding.fault(sink.ensure()));
            if (fault.isPresent()) {
                return new Outcome.Stopped(fault.get());
            }
            boolean live = isLive(order.dataset(), powerBi.sink());
            Workplace place = new Workplace(settings.store().directory(), order.dataset(), clock);
            if (order.clear()) {
                place.makeRoom(plan -> plan.isComplete() || !isLast(order, plan));
            }
            try (DataStore own = place.open()) {
                Optional<String> unready = prepare(order, own, sink, live);
                if (unready.isPresent()) {
                    return new Outcome.Stopped(unready.get());
                }
                RebuildSite.Target target =
                        new RebuildSite.Target(order.dataset(), sink, archive, live);
                Outcome outcome =
                        new RebuildSite(settings, main, clock, own, target)
                                .run(() -> way.holds() && !closed, listener);
                if (live && outcome instanceof Outcome.Complete) {
                    new LateRequests(main, clock).factsAreBack();
                }
                return outcome;
            }
        }
    }

    /** All that was settled has to be in the archive, and nothing may be on its way. */
    private Optional<String> unfinished(FactArchive archive, Guard guard) {
        if (new Stories(ledger(), main).isBatchUnderWay()) {
            return Optional.of(
                    "A batch is under way. Let Quill push again, so that it is done with.");
        }
        Archivist archivist = new Archivist(main, archive, clock, settings.store().timeToLive());
        archivist.run(guard);
        return archivist.fault();
    }

    private Ledger ledger() {
        return new Ledger(main, clock, settings.store().timeToLive());
    }

    private static Optional<String> fault(Standing standing) {
        return switch (standing) {
            case Standing.Ready _ -> Optional.empty();
            case Standing.Away(String words) -> Optional.of(words);
            case Standing.Faulty(String words) -> Optional.of(words);
        };
    }

    private boolean isLive(String dataset, PowerBi configured) {
        Optional<String> named = settings.powerBi().target().orElseThrow().datasetId();
        return named.map(dataset::equals)
                .orElseGet(
                        () ->
                                configured
                                        .look()
                                        .filter(
                                                standing ->
                                                        standing instanceof Standing.Ready ready
                                                                && ready.dataset().equals(dataset))
                                        .isPresent());
    }

    /** Whether nobody has filled the dataset by another plan since. */
    private boolean isLast(Order order, @Nullable Plan plan) {
        return new Whereabouts(main).permit(order.dataset(), Optional.ofNullable(plan));
    }

    /** Empties the facts where that was asked for; says why the rebuild cannot begin. */
    private Optional<String> prepare(Order order, DataStore own, PowerBi sink, boolean live) {
        Optional<Plan> here = Plan.in(own);
        if (!order.clear() && !isLast(order, here.orElse(null))) {
            return Optional.of(
                    "This dataset was filled from another machine, whose disk knows what it has:"
                            + " go on there, or begin anew with --clear.");
        }
        if (here.isPresent()) {
            return Optional.empty();
        }
        if (live && !order.clear()) {
            return Optional.of(
                    "Quill pushes to this dataset, so some facts may be in it: --clear empties"
                            + " FactEvent first, and then all of the archive goes in.");
        }
        if (order.clear() && !(sink.clear(FACTS) instanceof PushResult.Taken)) {
            return Optional.of("The facts could not be cleared; try again.");
        }
        Plan plan = Plan.begun(order.clear() ? clock.instant() : Instant.EPOCH);
        new Whereabouts(main).note(order.dataset(), plan);
        plan.keep(own);
        return Optional.empty();
    }
}
