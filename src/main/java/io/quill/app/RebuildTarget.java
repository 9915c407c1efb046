package io.quill.app;

import io.quill.events.FactEvent;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.roster.Admission;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.history.FactArchive;
import io.quill.events.history.rebuild.ArchivedDays;
import io.quill.events.history.rebuild.Rebuild;
import io.quill.events.history.rebuild.RebuildOutcome;
import io.quill.events.history.rebuild.RebuildPlan;
import io.quill.events.history.rebuild.RebuildProgress;
import io.quill.events.ledger.LateAgents;
import io.quill.events.ledger.Ledger;
import io.quill.events.push.AgentZones;
import io.quill.events.push.BatchNumberHandover;
import io.quill.events.push.Prerequisites;
import io.quill.events.push.Pusher;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.powerbi.PowerBiSink;
import io.quill.platform.jobs.Lease;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.time.SteadyClock;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Dataset that a rebuild fills, with a store, a ledger and a pusher of its own. */
final class RebuildTarget {
    private static final Duration TERM = Duration.ofMinutes(3);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Settings settings;
    private final DataStore main;
    private final InstantSource clock;
    private final SteadyClock waits;
    private final DataStore own;
    private final Target target;

    /**
     * Dataset to fill, and the archive to fill it from.
     *
     * @param live whether Quill pushes to this dataset by itself as well
     */
    record Target(String dataset, PowerBiSink sink, FactArchive archive, boolean live) {}

    RebuildTarget(
            Settings settings, DataStore main, InstantSource clock, DataStore own, Target target) {
        this.settings = settings;
        this.main = main;
        this.clock = clock;
        this.waits = new SteadyClock(clock);
        this.own = own;
        this.target = target;
    }

    RebuildOutcome run(Rebuild.Permit permit, Consumer<RebuildProgress> listener)
            throws InterruptedException {
        RebuildPlan rebuildPlan = RebuildPlan.load(own).orElseThrow();
        if (target.live()) {
            BatchNumberHandover.copyNumbers(main, own);
            BatchNumberHandover.markLent(main);
        }
        ArchivedDays days = new ArchivedDays(own, zones());
        Pusher pusher = pusher(days);
        Rebuild.Means means =
                new Rebuild.Means(
                        own,
                        pusher,
                        target.archive(),
                        days,
                        new LateAgents(main),
                        target.dataset(),
                        rebuildPlan.since(),
                        waits,
                        permit,
                        Thread::sleep);
        try {
            RebuildOutcome rebuildOutcome = new Rebuild(means, FOR_EVER, listener).run();
            if (rebuildOutcome instanceof RebuildOutcome.Complete) {
                rebuildPlan.complete().save(own);
            }
            return rebuildOutcome;
        } finally {
            pusher.stepDown();
            if (target.live()) {
                BatchNumberHandover.copyNumbers(own, main);
                BatchNumberHandover.clearLent(main);
            }
        }
    }

    private AgentZones zones() {
        Roster roster =
                new Roster(main, new WantedRows(main), clock, settings.aloware().ringGroupId());
        roster.refresh();
        return agent -> roster.zoneOf(agent).orElse(settings.timezone());
    }

    private Pusher pusher(ArchivedDays days) {
        PowerBiSink sink = target.sink();
        Prerequisites dimensions =
                target.live()
                        ? new AllThere()
                        : PushFactory.dimensionsFirst(
                                own, new WantedRows(main), sink, days, clock, waits);
        return new Pusher(
                own,
                new Ledger(own, clock, FOR_EVER),
                new Lease(own, clock, waits, PushFactory.LEASE, TERM),
                new Pusher.Neighbours(sink, _ -> Admission.ADMITTED, dimensions, days),
                PushFactory.inDoubt(settings.powerBi().inDoubt()),
                FOR_EVER,
                new Pusher.Clocks(clock, waits, waits.elapsed()));
    }

    /** A dataset that is pushed to has the dimension rows of whatever was pushed to it. */
    private static final class AllThere implements Prerequisites {
        @Override
        public void begin(String dataset, DatasetQuota datasetQuota) {}

        @Override
        public Readiness ready(Guard guard, List<FactEvent> facts) {
            return new Readiness.Ready();
        }
    }
}
