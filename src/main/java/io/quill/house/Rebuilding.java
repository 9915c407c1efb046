package io.quill.house;

import io.quill.archive.FactArchive;
import io.quill.dimension.WantedRows;
import io.quill.dimension.roster.Admission;
import io.quill.dimension.roster.Roster;
import io.quill.event.FactEvent;
import io.quill.ledger.Lease;
import io.quill.ledger.Ledger;
import io.quill.powerbi.PowerBi;
import io.quill.push.AgentZones;
import io.quill.push.Archivist;
import io.quill.push.Handover;
import io.quill.push.Prerequisites;
import io.quill.push.PushResult;
import io.quill.push.Pusher;
import io.quill.push.Quota;
import io.quill.push.Standing;
import io.quill.push.Stories;
import io.quill.rebuild.ArchivedDays;
import io.quill.rebuild.Outcome;
import io.quill.rebuild.Plan;
import io.quill.rebuild.Progress;
import io.quill.rebuild.Rebuild;
import io.quill.run.Ending;
import io.quill.run.Job;
import io.quill.run.Running;
import io.quill.run.Runs;
import io.quill.run.Start;
import io.quill.settings.Settings;
import io.quill.store.DataStore;
import io.quill.store.Guard;
import io.quill.store.sqlite.SqliteStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Puts a rebuild together. It has the right to push as long as it goes on, so nobody else pushes
 * meanwhile; what comes in is held.
 */
public final class Rebuilding {
    private static final Duration TERM = Duration.ofMinutes(3);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final String FACTS = "FactEvent";

    private final Settings settings;
    private final String dataset;
    private final boolean clear;
    private final InstantSource clock = InstantSource.system();

    public Rebuilding(Settings settings, String dataset, boolean clear) {
        this.settings = settings;
        this.dataset = dataset;
        this.clear = clear;
    }

    public Outcome run(Consumer<Progress> listener) throws InterruptedException {
        try (DataStore main = Stores.open(settings.store(), clock);
                FactArchive archive = Archives.open(settings);
                PowerBiOnCall powerBi = new PowerBiOnCall(settings)) {
            Lease lease = new Lease(main, clock, Pushing.LEASE, TERM);
            Optional<Guard> guard = lease.hold();
            if (guard.isEmpty()) {
                return new Outcome.Stopped("A running Quill has the right to push: stop it first.");
            }
            try {
                Grounds grounds = new Grounds(main, archive, powerBi);
                return recorded(main, listener, told -> run(grounds, lease, guard.get(), told));
            } finally {
                lease.release(guard.get());
            }
        }
    }

    /** What there is besides the rebuild's own store. */
    private record Grounds(DataStore main, FactArchive archive, PowerBiOnCall powerBi) {}

    /** What is done while somebody listens to how far it is. */
    private interface Deed {
        Outcome to(Consumer<Progress> listener) throws InterruptedException;
    }

    private Outcome recorded(DataStore main, Consumer<Progress> listener, Deed deed)
            throws InterruptedException {
        Job job = new Job("rebuild", dataset, "command line");
        if (!(new Runs(main, clock).begin(job) instanceof Start.Begun(Running run))) {
            return new Outcome.Stopped("This dataset is being rebuilt already.");
        }
        Ending ending = new Ending.Failed("it broke off, and goes on when it is begun again");
        try {
            Outcome outcome =
                    deed.to(
                            progress -> {
                                run.says(progress.words());
                                listener.accept(progress);
                            });
            ending =
                    switch (outcome) {
                        case Outcome.Complete complete -> new Ending.Finished(complete.words());
                        case Outcome.Stopped(String why) -> new Ending.Failed(why);
                    };
            return outcome;
        } finally {
            run.end(ending);
        }
    }

    private Outcome run(Grounds grounds, Lease lease, Guard guard, Consumer<Progress> listener)
            throws InterruptedException {
        PowerBi sink = grounds.powerBi().sink(dataset);
        Optional<String> fault =
                unfinished(grounds, guard).or(() -> Rebuilding.fault(sink.ensure()));
        if (fault.isPresent()) {
            return new Outcome.Stopped(fault.get());
        }
        boolean live = isLive(grounds.powerBi().sink());
        startAnewIfAsked();
        try (DataStore own = SqliteStore.open(file(), clock)) {
            Optional<String> unready = prepare(own, sink, live);
            if (unready.isPresent()) {
                return new Outcome.Stopped(unready.get());
            }
            Rebuild.Permit permit = () -> lease.hold().equals(Optional.of(guard));
            return run(own, grounds, permit, sink, live, listener);
        }
    }

    /** All that was settled has to be in the archive, and nothing may be on its way. */
    private Optional<String> unfinished(Grounds grounds, Guard guard) {
        DataStore main = grounds.main();
        if (new Stories(ledger(main), main).isBatchUnderWay()) {
            return Optional.of(
                    "A batch is under way. Start Quill once, so that it is done with, and stop it.");
        }
        Archivist archivist =
                new Archivist(main, grounds.archive(), clock, settings.store().timeToLive());
        archivist.run(guard);
        return archivist.fault();
    }

    private Outcome run(
            DataStore own,
            Grounds grounds,
            Rebuild.Permit permit,
            PowerBi sink,
            boolean live,
            Consumer<Progress> listener)
            throws InterruptedException {
        Plan plan = Plan.in(own).orElseThrow();
        DataStore main = grounds.main();
        if (live) {
            Handover.of(main, own);
        }
        ArchivedDays days = new ArchivedDays(own, zones(main));
        Pusher pusher = pusher(own, main, sink, days, live);
        Rebuild.Means means =
                new Rebuild.Means(
                        own,
                        pusher,
                        grounds.archive(),
                        days,
                        dataset,
                        plan.since(),
                        clock,
                        permit,
                        Thread::sleep);
        try {
            Outcome outcome = new Rebuild(means, FOR_EVER, listener).run();
            if (outcome instanceof Outcome.Complete) {
                plan.complete().keep(own);
            }
            return outcome;
        } finally {
            pusher.stepDown();
            if (live) {
                Handover.of(own, main);
            }
        }
    }

    private Pusher pusher(
            DataStore own, DataStore main, PowerBi sink, ArchivedDays days, boolean live) {
        Prerequisites dimensions =
                live
                        ? new AllThere()
                        : Pushing.dimensionsFirst(own, new WantedRows(main), sink, days, clock);
        Pusher.Neighbours neighbours =
                new Pusher.Neighbours(sink, _ -> Admission.ADMITTED, dimensions, days);
        return new Pusher(
                own,
                new Ledger(own, clock, FOR_EVER),
                new Lease(own, clock, Pushing.LEASE, TERM),
                neighbours,
                Pushing.inDoubt(settings.powerBi().inDoubt()),
                FOR_EVER,
                clock);
    }

    /** A dataset that is pushed to has the dimension rows of whatever was pushed to it. */
    private static final class AllThere implements Prerequisites {
        @Override
        public void begin(String dataset, Quota quota) {}

        @Override
        public Readiness ready(Guard guard, List<FactEvent> facts) {
            return new Readiness.Ready();
        }
    }

    private Ledger ledger(DataStore main) {
        return new Ledger(main, clock, settings.store().timeToLive());
    }

    private AgentZones zones(DataStore main) {
        Roster roster =
                new Roster(main, new WantedRows(main), clock, settings.aloware().ringGroupId());
        roster.refresh();
        return agent -> roster.zoneOf(agent).orElse(settings.timezone());
    }

    private static Optional<String> fault(Standing standing) {
        return switch (standing) {
            case Standing.Ready _ -> Optional.empty();
            case Standing.Away(String words) -> Optional.of(words);
            case Standing.Faulty(String words) -> Optional.of(words);
        };
    }

    private boolean isLive(PowerBi configured) {
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

    /** Empties the facts where that was asked for; says why the rebuild cannot begin. */
    private Optional<String> prepare(DataStore own, PowerBi sink, boolean live) {
        if (Plan.in(own).isPresent()) {
            return Optional.empty();
        }
        if (clear && !(sink.clear(FACTS) instanceof PushResult.Taken)) {
            return Optional.of("The facts could not be cleared; try again.");
        }
        if (live && !clear) {
            return Optional.of(
                    "Quill pushes to this dataset, so some facts may be in it: --clear empties"
                            + " FactEvent first, and then all of the archive goes in.");
        }
        new Plan(clear ? clock.instant() : Instant.EPOCH, false).keep(own);
        return Optional.empty();
    }

    /** A rebuild that was completed begins from nothing when it is to clear; others go on. */
    private void startAnewIfAsked() {
        if (clear && Files.exists(file()) && isComplete()) {
            String name = file().getFileName().toString();
            try (Stream<Path> files = Files.list(settings.store().directory())) {
                for (Path each : files.toList()) {
                    if (each.getFileName().toString().startsWith(name)) {
                        Files.delete(each);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(file() + " cannot be removed", e);
            }
        }
    }

    private boolean isComplete() {
        try (DataStore own = SqliteStore.open(file(), clock)) {
            return Plan.in(own).filter(Plan::isComplete).isPresent();
        }
    }

    private Path file() {
        return settings.store().directory().resolve("rebuild-" + dataset + ".db");
    }
}
