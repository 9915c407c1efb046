package io.quill.operate.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.RunTold;
import io.quill.platform.jobs.ActiveRun;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunOutcome;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.jobs.StartResult;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Executes long work as a run. The caller gets the result if it comes in time, otherwise the run.
 */
public final class JobExecutor implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration TO_FINISH = Duration.ofSeconds(10);

    private final RunRegistry runRegistry;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    public JobExecutor(RunRegistry runRegistry) {
        this.runRegistry = runRegistry;
    }

    public RunRegistry runs() {
        return runRegistry;
    }

    AdminReply execute(
            OperationCall operationCall,
            String kind,
            String name,
            Function<ActiveRun, AdminReply> work) {
        Job job = new Job(kind, name, operationCall.caller().name());
        return switch (runRegistry.begin(job)) {
            case StartResult.Busy(Optional<Run> by) -> busy(job, by);
            case StartResult.Begun(ActiveRun activeRun) ->
                    awaitResult(operationCall, activeRun, work);
        };
    }

    private static AdminReply busy(Job job, Optional<Run> by) {
        Problem problem =
                Problem.conflict("underway", job.kind() + " of " + job.name() + " is under way");
        AdminReply adminReply = AdminReply.retryLater(problem, SOON);
        return by.map(run -> adminReply.withRun(run.id())).orElse(adminReply);
    }

    private AdminReply awaitResult(
            OperationCall operationCall,
            ActiveRun activeRun,
            Function<ActiveRun, AdminReply> work) {
        CompletableFuture<AdminReply> done =
                CompletableFuture.supplyAsync(() -> done(activeRun, work), workers);
        try {
            return done.get(operationCall.number("wait"), TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            return begun(activeRun);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return begun(activeRun);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault
                    ? fault
                    : new IllegalStateException(
                            "A run failed because of a defect in Quill", e.getCause());
        }
    }

    private AdminReply begun(ActiveRun activeRun) {
        return runRegistry
                .find(activeRun.id())
                .map(run -> AdminReply.json(202, RunTold.of(run)))
                .orElseThrow()
                .withWords("begun; its run tells how it came out")
                .withRun(activeRun.id());
    }

    private static AdminReply done(ActiveRun activeRun, Function<ActiveRun, AdminReply> work) {
        AdminReply[] reply = new AdminReply[1];
        activeRun.execute(
                run -> {
                    reply[0] = work.apply(run);
                    reply[0].counts().forEach(run::count);
                    return ending(reply[0]);
                });
        return reply[0].withRun(activeRun.id());
    }

    private static RunOutcome ending(AdminReply adminReply) {
        String result = new String(adminReply.body(), UTF_8);
        return adminReply.isFine()
                ? new RunOutcome.Finished(adminReply.words(), result)
                : new RunOutcome.Failed(adminReply.words(), result);
    }

    /** Waits a while for work under way; the next start ends the rest. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(TO_FINISH.toSeconds(), TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException _) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
