package io.quill.records.schedule;

import io.quill.platform.jobs.ActiveRun;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.JobWork;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunOutcome;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.jobs.RunState;
import io.quill.platform.jobs.StartResult;
import io.quill.records.connector.Endpoint;
import io.quill.records.landing.Feed;
import io.quill.records.landing.WarehouseException;
import io.quill.records.landing.WarehouseLayers;
import io.quill.records.pull.FeedPuller;
import io.quill.records.pull.PullListener;
import io.quill.records.pull.PullResult;
import io.quill.records.pull.ServiceClients;
import io.quill.records.tenant.ServiceAccount;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;

/** Does the steps of the pipeline. Each is a run, and only one of a kind goes on at a time. */
public final class StepRunner {
    private final RunRegistry runRegistry;
    private final FeedPuller feedPuller;
    private final ServiceClients serviceClients;
    private final WarehouseLayers warehouseLayers;
    private final Supplier<UUID> ids;
    private final StopSignal stopSignal;

    public StepRunner(
            RunRegistry runRegistry,
            FeedPuller feedPuller,
            ServiceClients serviceClients,
            WarehouseLayers warehouseLayers,
            Supplier<UUID> ids,
            StopSignal stopSignal) {
        this.runRegistry = runRegistry;
        this.feedPuller = feedPuller;
        this.serviceClients = serviceClients;
        this.warehouseLayers = warehouseLayers;
        this.ids = ids;
        this.stopSignal = stopSignal;
    }

    static Job job(PipelineStep pipelineStep, ServiceAccount serviceAccount, String by) {
        return new Job(pipelineStep.toString(), pipelineStep.subject(serviceAccount), by);
    }

    /** The last run of a step, whoever asked for it. */
    public Optional<Run> last(PipelineStep pipelineStep, ServiceAccount serviceAccount) {
        return runRegistry.last(job(pipelineStep, serviceAccount, ""));
    }

    /** Returns whether bronze has something new for silver. */
    public static boolean hasLanded(StepOutcome bronze) {
        return bronze instanceof StepOutcome.Done(Run run) && StepSchedule.hasLanded(run);
    }

    /** Pulls the entities of a service one after the other; one that fails does not stop others. */
    public StepOutcome bronze(StepRequest stepRequest, PullListener pullListener) {
        return run(
                PipelineStep.BRONZE,
                stepRequest,
                activeRun -> pullAll(stepRequest, activeRun, pullListener));
    }

    public StepOutcome silver(StepRequest stepRequest) {
        String leftOut =
                last(PipelineStep.BRONZE, stepRequest.account())
                        .filter(bronze -> bronze.state() == RunState.FAILED)
                        .map(bronze -> " Left out, as bronze failed: " + bronze.words())
                        .orElse("");
        return run(
                PipelineStep.SILVER,
                stepRequest,
                activeRun ->
                        refine(
                                activeRun,
                                leftOut,
                                () ->
                                        warehouseLayers.silver(
                                                stepRequest.account().tenant(),
                                                stepRequest.account().connector().service(),
                                                ids.get(),
                                                stepRequest.order().trigger())));
    }

    /** Refines again the rows that silver rejected; core follows as after silver. */
    public StepOutcome replay(StepRequest stepRequest) {
        return run(
                PipelineStep.SILVER,
                stepRequest,
                activeRun ->
                        refine(
                                activeRun,
                                "",
                                () ->
                                        warehouseLayers.replay(
                                                stepRequest.account().tenant(),
                                                stepRequest.account().connector().service(),
                                                ids.get(),
                                                stepRequest.order().trigger())));
    }

    public StepOutcome core(StepRequest stepRequest) {
        return run(
                PipelineStep.CORE,
                stepRequest,
                activeRun ->
                        refine(
                                activeRun,
                                "",
                                () ->
                                        warehouseLayers.core(
                                                stepRequest.account().tenant(),
                                                ids.get(),
                                                stepRequest.order().trigger())));
    }

    private StepOutcome run(PipelineStep pipelineStep, StepRequest stepRequest, JobWork jobWork) {
        return switch (runRegistry.begin(
                job(pipelineStep, stepRequest.account(), stepRequest.by()))) {
            case StartResult.Begun(ActiveRun activeRun) ->
                    new StepOutcome.Done(activeRun.execute(jobWork));
            case StartResult.Busy(var other) -> new StepOutcome.Busy(other);
        };
    }

    private RunOutcome pullAll(
            StepRequest stepRequest, ActiveRun activeRun, PullListener pullListener) {
        if (stepRequest.isPartial()) {
            activeRun.count(StepSchedule.PARTIAL, 1);
        }
        PullListener told =
                (feed, pages, records, total) -> {
                    stopSignal.throwIfRequested();
                    activeRun.report(progressText(feed, pages, records, total));
                    pullListener.onPage(feed, pages, records, total);
                };
        List<String> failures = new ArrayList<>();
        for (Endpoint endpoint : stepRequest.account().connector().endpoints()) {
            if (stepRequest.entity().map(endpoint.entity()::equals).orElse(true)
                    && !stopSignal.isRequested()) {
                activeRun.report(endpoint.entity());
                switch (feedPuller.pull(
                        serviceClients.clientFor(stepRequest.account()),
                        endpoint,
                        stepRequest.order(),
                        told)) {
                    case PullResult.Complete complete -> count(activeRun, complete);
                    case PullResult.Failed(_, String words, _) -> failures.add(words);
                }
            }
        }
        return ending(failures);
    }

    /** A stop leaves the thread marked, which is nothing that the store should mind. */
    private RunOutcome ending(List<String> failures) {
        boolean _ = Thread.interrupted();
        if (stopSignal.isRequested()) {
            failures.add("Quill stopped meanwhile");
        }
        return failures.isEmpty()
                ? new RunOutcome.Finished("Everything has landed.")
                : new RunOutcome.Failed(String.join("; ", failures));
    }

    private static String progressText(Feed feed, long pages, long records, OptionalLong total) {
        String of = total.isPresent() ? " of " + total.getAsLong() : "";
        return "%s: %d%s records, %d pages".formatted(feed.entity(), records, of, pages);
    }

    private static void count(ActiveRun activeRun, PullResult.Complete complete) {
        if (complete.landed().read() + complete.landed().deleted() > 0) {
            activeRun.count(StepSchedule.LANDED, 1);
        }
        activeRun.count("read", complete.landed().read());
        activeRun.count("appended", complete.landed().appended());
        activeRun.count("unchanged", complete.landed().unchanged());
        activeRun.count("deleted", complete.landed().deleted());
        activeRun.count("rejected", complete.landed().rejected());
        activeRun.count("requests", complete.effort().requests());
        activeRun.count("throttled", complete.effort().throttled());
    }

    private static RunOutcome refine(
            ActiveRun activeRun, String leftOut, Supplier<WarehouseLayers.Refined> step) {
        try {
            WarehouseLayers.Refined refined = step.get();
            activeRun.count("read", refined.read());
            activeRun.count("written", refined.written());
            activeRun.count("unchanged", refined.unchanged());
            activeRun.count("rejected", refined.rejected());
            String fits =
                    refined.rejected() == 0
                            ? "Everything fits."
                            : refined.rejected() + " rows do not fit; they stand among the errors.";
            return new RunOutcome.Finished(fits + leftOut);
        } catch (WarehouseException e) {
            return new RunOutcome.Failed(String.valueOf(e.getMessage()));
        }
    }
}
