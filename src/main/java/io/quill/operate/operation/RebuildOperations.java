package io.quill.operate.operation;

import io.quill.events.history.rebuild.RebuildOutcome;
import io.quill.events.history.rebuild.RebuildService;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.platform.file.ArchiveException;
import io.quill.platform.jobs.ActiveRun;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Operation that fills a dataset from the archive, while webhooks are held and nothing else is
 * pushed.
 */
public final class RebuildOperations implements OperationGroup {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final RebuildService rebuildService;
    private final JobExecutor jobExecutor;

    public RebuildOperations(RebuildService rebuildService, JobExecutor jobExecutor) {
        this.rebuildService = rebuildService;
        this.jobExecutor = jobExecutor;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.post(
                                "/admin/rebuild/{dataset}",
                                "rebuildDataset",
                                "Fills a dataset from the archive, each fact once; what arrives"
                                        + " meanwhile is held, and pushed afterwards")
                        .path(Parameter.text("dataset", "its id"))
                        .query(Parameter.flag("clear", "FactEvent is emptied before it begins"))
                        .answersInARun(RebuildTold.class, this::rebuild),
                Operation.delete(
                                "/admin/rebuild",
                                "stopRebuild",
                                "Stops what is being rebuilt, which can be gone on with")
                        .answers(StopTold.class, _ -> stop()));
    }

    private AdminReply rebuild(OperationCall operationCall) {
        String dataset = operationCall.path("dataset");
        if (!ID.matcher(dataset).matches()) {
            return AdminReply.of(
                    Problem.badRequest("The id of a dataset has letters, digits and -"));
        }
        RebuildService.Order order = new RebuildService.Order(dataset, operationCall.flag("clear"));
        return jobExecutor.execute(operationCall, "rebuild", dataset, run -> reply(order, run));
    }

    private AdminReply reply(RebuildService.Order order, ActiveRun run) {
        return switch (outcome(order, run)) {
            case RebuildOutcome.Complete done ->
                    AdminReply.ok(RebuildTold.of(done))
                            .withWords(done.words())
                            .withCounts(Map.of("found", done.found(), "pushed", done.pushed()));
            case RebuildOutcome.Stopped(String why) ->
                    AdminReply.of(Problem.conflict("not-rebuilt", why));
        };
    }

    private RebuildOutcome outcome(RebuildService.Order order, ActiveRun run) {
        try {
            return rebuildService.run(
                    order, rebuildProgress -> run.report(rebuildProgress.words()));
        } catch (ArchiveException e) {
            return new RebuildOutcome.Stopped(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new RebuildOutcome.Stopped(
                    "It was broken off, and goes on when it is begun again.");
        }
    }

    private AdminReply stop() {
        return rebuildService.stop()
                ? AdminReply.ok(new StopTold("What is being rebuilt stops within seconds."))
                        .withWords("ordered a rebuild to stop")
                : AdminReply.of(Problem.conflict("nothing-rebuilt", "Nothing is being rebuilt."));
    }

    /**
     * Result of a rebuild.
     *
     * @param held batches of which nobody can say whether they were taken
     */
    record RebuildTold(String words, long found, long pushed, long refused, int held) {
        static RebuildTold of(RebuildOutcome.Complete done) {
            return new RebuildTold(
                    done.words(), done.found(), done.pushed(), done.refused(), done.held());
        }
    }

    record StopTold(String words) {}
}
