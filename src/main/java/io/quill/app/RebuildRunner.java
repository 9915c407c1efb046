package io.quill.app;

import io.quill.events.history.FactArchive;
import io.quill.events.history.rebuild.PriorityLease;
import io.quill.events.history.rebuild.RebuildDatabase;
import io.quill.events.history.rebuild.RebuildOutcome;
import io.quill.events.history.rebuild.RebuildPlan;
import io.quill.events.history.rebuild.RebuildPlanRegistry;
import io.quill.events.history.rebuild.RebuildProgress;
import io.quill.events.history.rebuild.RebuildService;
import io.quill.events.ledger.Ledger;
import io.quill.events.push.BatchArchiver;
import io.quill.events.push.LateRequests;
import io.quill.events.push.StoryReader;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.SinkStatus;
import io.quill.events.sink.powerbi.PowerBiSink;
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
 * Runs rebuilds. A rebuild holds the right to push, so nobody else pushes meanwhile and arriving
 * events are held.
 */
final class RebuildRunner implements RebuildService {
    private static final String FACTS = "FactEvent";

    private final Settings settings;
    private final DataStore main;
    private final InstantSource clock;
    private final InstantSource waits;
    private volatile boolean closed;

    /** Creates the runner for settings that configure Power BI. */
    RebuildRunner(Settings settings, DataStore main, InstantSource clock) {
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
        return new Lease(main, clock, waits, PushFactory.PRECEDENCE, PriorityLease.TERM);
    }

    @Override
    public RebuildOutcome run(Order order, Consumer<RebuildProgress> listener)
            throws InterruptedException {
        Lease right = new Lease(main, clock, waits, PushFactory.LEASE, PriorityLease.TERM);
        PriorityLease.Leases leases = new PriorityLease.Leases(precedence(), right);
        try (PriorityLease way = PriorityLease.claim(leases, waits).orElse(null);
                ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor()) {
            if (way == null) {
                return new RebuildOutcome.Stopped("Another dataset is being rebuilt.");
            }
            long pause = PriorityLease.RENEWAL.toSeconds();
            var _ = beat.scheduleAtFixedRate(way::renew, pause, pause, TimeUnit.SECONDS);
            Optional<Guard> guard = way.acquire(Thread::sleep);
            return guard.isEmpty()
                    ? new RebuildOutcome.Stopped(
                            "Whoever pushes is not done with a batch; try again in a while.")
                    : run(order, way, guard.get(), listener);
        }
    }

    private RebuildOutcome run(
            Order order, PriorityLease way, Guard guard, Consumer<RebuildProgress> listener)
            throws InterruptedException {
        try (FactArchive archive = ArchiveFactory.open(settings);
                CommandPowerBi powerBi = new CommandPowerBi(settings)) {
            PowerBiSink sink = powerBi.sink(order.dataset());
            Optional<String> fault =
                    unfinished(archive, guard).or(() -> RebuildRunner.fault(sink.ensure()));
            if (fault.isPresent()) {
                return new RebuildOutcome.Stopped(fault.get());
            }
            boolean live = isLive(order.dataset(), powerBi.sink());
            RebuildDatabase place =
                    new RebuildDatabase(settings.store().directory(), order.dataset(), clock);
            if (order.clear()) {
                place.deleteIf(
                        rebuildPlan -> rebuildPlan.isComplete() || !isLast(order, rebuildPlan));
            }
            try (DataStore own = place.open()) {
                Optional<String> unready = prepare(order, own, sink, live);
                if (unready.isPresent()) {
                    return new RebuildOutcome.Stopped(unready.get());
                }
                RebuildTarget.Target target =
                        new RebuildTarget.Target(order.dataset(), sink, archive, live);
                RebuildOutcome rebuildOutcome =
                        new RebuildTarget(settings, main, clock, own, target)
                                .run(() -> way.isHeld() && !closed, listener);
                if (live && rebuildOutcome instanceof RebuildOutcome.Complete) {
                    new LateRequests(main, clock).clearWarning();
                }
                return rebuildOutcome;
            }
        }
    }

    /**
     * Returns why the rebuild cannot begin: settled events are not archived yet, or a batch is on
     * its way.
     */
    private Optional<String> unfinished(FactArchive archive, Guard guard) {
        if (new StoryReader(ledger(), main).isBatchUnderWay()) {
            return Optional.of(
                    "A batch is under way. Let Quill push again, so that it is done with.");
        }
        BatchArchiver batchArchiver =
                new BatchArchiver(main, archive, clock, settings.store().timeToLive());
        batchArchiver.run(guard);
        return batchArchiver.fault();
    }

    private Ledger ledger() {
        return new Ledger(main, clock, settings.store().timeToLive());
    }

    private static Optional<String> fault(SinkStatus sinkStatus) {
        return switch (sinkStatus) {
            case SinkStatus.Ready _ -> Optional.empty();
            case SinkStatus.Away(String words) -> Optional.of(words);
            case SinkStatus.Faulty(String words) -> Optional.of(words);
        };
    }

    private boolean isLive(String dataset, PowerBiSink configured) {
        Optional<String> named = settings.powerBi().target().orElseThrow().datasetId();
        return named.map(dataset::equals)
                .orElseGet(
                        () ->
                                configured
                                        .checkExisting()
                                        .filter(
                                                sinkStatus ->
                                                        sinkStatus instanceof SinkStatus.Ready ready
                                                                && ready.dataset().equals(dataset))
                                        .isPresent());
    }

    /** Returns whether no other plan has filled the dataset since. */
    private boolean isLast(Order order, @Nullable RebuildPlan rebuildPlan) {
        return new RebuildPlanRegistry(main)
                .mayContinue(order.dataset(), Optional.ofNullable(rebuildPlan));
    }

    /** Empties the facts where that was asked for; says why the rebuild cannot begin. */
    private Optional<String> prepare(Order order, DataStore own, PowerBiSink sink, boolean live) {
        Optional<RebuildPlan> here = RebuildPlan.load(own);
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
        RebuildPlan rebuildPlan =
                RebuildPlan.start(order.clear() ? clock.instant() : Instant.EPOCH);
        new RebuildPlanRegistry(main).record(order.dataset(), rebuildPlan);
        rebuildPlan.save(own);
        return Optional.empty();
    }
}
