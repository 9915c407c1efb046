package io.quill.records.schedule;

import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunLostException;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.jobs.RunState;
import io.quill.platform.store.StoreException;
import io.quill.records.pull.PullListener;
import io.quill.records.tenant.ServiceAccount;
import io.quill.records.tenant.Tenants;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Does every step that is due, for each account. */
public final class RecordPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(RecordPipeline.class);

    private final Tenants tenants;
    private final StepRunner stepRunner;
    private final StepSchedule stepSchedule;
    private final StopSignal stopSignal;

    public RecordPipeline(
            Tenants tenants,
            StepRunner stepRunner,
            RunRegistry runRegistry,
            StopSignal stopSignal,
            InstantSource clock) {
        this.tenants = tenants;
        this.stepRunner = stepRunner;
        this.stepSchedule = new StepSchedule(runRegistry, clock);
        this.stopSignal = stopSignal;
    }

    public List<ServiceAccount> accounts() {
        return tenants.accounts();
    }

    /** Pulls, when the service's schedule says so. */
    public void bronze(ServiceAccount serviceAccount) {
        if (!stopSignal.isRequested() && stepSchedule.bronze(serviceAccount)) {
            logged(
                    PipelineStep.BRONZE,
                    serviceAccount,
                    () ->
                            stepRunner.bronze(
                                    StepRequest.scheduled(serviceAccount), PullListener.NONE));
        }
    }

    /** Types and cleans, when something new has landed in bronze. */
    public void silver(ServiceAccount serviceAccount) {
        if (!stopSignal.isRequested() && stepSchedule.silver(serviceAccount)) {
            logged(
                    PipelineStep.SILVER,
                    serviceAccount,
                    () -> stepRunner.silver(StepRequest.scheduled(serviceAccount)));
        }
    }

    /** Merges, when there is something new in silver. */
    public void core(ServiceAccount serviceAccount) {
        if (!stopSignal.isRequested() && stepSchedule.core(serviceAccount)) {
            logged(
                    PipelineStep.CORE,
                    serviceAccount,
                    () -> stepRunner.core(StepRequest.scheduled(serviceAccount)));
        }
    }

    /** Does the step and logs its outcome; the run records it. */
    private static void logged(
            PipelineStep pipelineStep, ServiceAccount serviceAccount, Supplier<StepOutcome> work) {
        try {
            if (work.get() instanceof StepOutcome.Done(Run run)) {
                if (run.state() == RunState.FINISHED) {
                    LOG.info(
                            "{} of {}: {} {}",
                            pipelineStep,
                            serviceAccount,
                            run.words(),
                            run.counts());
                } else {
                    LOG.warn(
                            "{} of {} failed; Quill tries again in 15 minutes: {}",
                            pipelineStep,
                            serviceAccount,
                            run.words());
                }
            }
        } catch (RunLostException | StoreException e) {
            LOG.warn("{} of {} was not finished: {}", pipelineStep, serviceAccount, e.getMessage());
        }
    }
}
