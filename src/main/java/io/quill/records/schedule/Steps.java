package io.quill.records.schedule;

import io.quill.platform.jobs.Ending;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.Running;
import io.quill.platform.jobs.Runs;
import io.quill.platform.jobs.Start;
import io.quill.platform.jobs.State;
import io.quill.platform.jobs.Work;
import io.quill.records.connector.Endpoint;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Layers;
import io.quill.records.landing.WarehouseException;
import io.quill.records.pull.Lines;
import io.quill.records.pull.Progress;
import io.quill.records.pull.Pull;
import io.quill.records.pull.Pulled;
import io.quill.records.tenant.Account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;

/** The steps that records go through. Each is a run, and of each thing there is one at a time. */
public final class Steps {
    private final Runs runs;
    private final Pull pull;
    private final Lines lines;
    private final Layers layers;
    private final Supplier<UUID> ids;
    private final Stop stop;

    public Steps(Runs runs, Pull pull, Lines lines, Layers layers, Supplier<UUID> ids, Stop stop) {
        this.runs = runs;
        this.pull = pull;
        this.lines = lines;
        this.layers = layers;
        this.ids = ids;
        this.stop = stop;
    }

    static Job job(Step step, Account account, String by) {
        return new Job(step.toString(), step.concerns(account), by);
    }

    /** The last run of a step, whoever asked for it. */
    public Optional<Run> last(Step step, Account account) {
        return runs.last(job(step, account, ""));
    }

    /** Whether there is something for silver in what bronze came to. */
    public static boolean hasLanded(Outcome bronze) {
        return bronze instanceof Outcome.Done(Run run) && Due.hasLanded(run);
    }

    /** Pulls the entities of a service one after the other; one that fails does not stop others. */
    public Outcome bronze(Errand errand, Progress progress) {
        return run(Step.BRONZE, errand, running -> pulled(errand, running, progress));
    }

    public Outcome silver(Errand errand) {
        String leftOut =
                last(Step.BRONZE, errand.account())
                        .filter(bronze -> bronze.state() == State.FAILED)
                        .map(bronze -> " Left out, as bronze failed: " + bronze.words())
                        .orElse("");
        return run(
                Step.SILVER,
                errand,
                running ->
                        refined(
                                running,
                                leftOut,
                                () ->
                                        layers.silver(
                                                errand.account().tenant(),
                                                errand.account().connector().service(),
                                                ids.get(),
                                                errand.order().trigger())));
    }

    /** Silver once more, of what did not fit; core follows as it does behind silver. */
    public Outcome replay(Errand errand) {
        return run(
                Step.SILVER,
                errand,
                running ->
                        refined(
                                running,
                                "",
                                () ->
                                        layers.replay(
                                                errand.account().tenant(),
                                                errand.account().connector().service(),
                                                ids.get(),
                                                errand.order().trigger())));
    }

    public Outcome core(Errand errand) {
        return run(
                Step.CORE,
                errand,
                running ->
                        refined(
                                running,
                                "",
                                () ->
                                        layers.core(
                                                errand.account().tenant(),
                                                ids.get(),
                                                errand.order().trigger())));
    }

    private Outcome run(Step step, Errand errand, Work work) {
        return switch (runs.begin(job(step, errand.account(), errand.by()))) {
            case Start.Begun(Running running) -> new Outcome.Done(running.does(work));
            case Start.Busy(var other) -> new Outcome.Busy(other);
        };
    }

    private Ending pulled(Errand errand, Running running, Progress progress) {
        if (errand.isPartial()) {
            running.count(Due.PARTIAL, 1);
        }
        Progress told =
                (feed, pages, records, total) -> {
                    stop.check();
                    running.says(where(feed, pages, records, total));
                    progress.page(feed, pages, records, total);
                };
        List<String> failures = new ArrayList<>();
        for (Endpoint endpoint : errand.account().connector().endpoints()) {
            if (errand.entity().map(endpoint.entity()::equals).orElse(true) && !stop.isWanted()) {
                running.says(endpoint.entity());
                switch (pull.pull(lines.to(errand.account()), endpoint, errand.order(), told)) {
                    case Pulled.Complete complete -> count(running, complete);
                    case Pulled.Failed(_, String words, _) -> failures.add(words);
                }
            }
        }
        return ending(failures);
    }

    /** A stop leaves the thread marked, which is nothing that the store should mind. */
    private Ending ending(List<String> failures) {
        boolean _ = Thread.interrupted();
        if (stop.isWanted()) {
            failures.add("Quill stopped meanwhile");
        }
        return failures.isEmpty()
                ? new Ending.Finished("Everything has landed.")
                : new Ending.Failed(String.join("; ", failures));
    }

    private static String where(Feed feed, long pages, long records, OptionalLong total) {
        String of = total.isPresent() ? " of " + total.getAsLong() : "";
        return "%s: %d%s records, %d pages".formatted(feed.entity(), records, of, pages);
    }

    private static void count(Running running, Pulled.Complete complete) {
        if (complete.landed().read() + complete.landed().deleted() > 0) {
            running.count(Due.LANDED, 1);
        }
        running.count("read", complete.landed().read());
        running.count("appended", complete.landed().appended());
        running.count("unchanged", complete.landed().unchanged());
        running.count("deleted", complete.landed().deleted());
        running.count("rejected", complete.landed().rejected());
        running.count("requests", complete.effort().requests());
        running.count("throttled", complete.effort().throttled());
    }

    private static Ending refined(Running running, String leftOut, Supplier<Layers.Refined> step) {
        try {
            Layers.Refined refined = step.get();
            running.count("read", refined.read());
            running.count("written", refined.written());
            running.count("unchanged", refined.unchanged());
            running.count("rejected", refined.rejected());
            String fits =
                    refined.rejected() == 0
                            ? "Everything fits."
                            : refined.rejected() + " rows do not fit; they stand among the errors.";
            return new Ending.Finished(fits + leftOut);
        } catch (WarehouseException e) {
            return new Ending.Failed(String.valueOf(e.getMessage()));
        }
    }
}
