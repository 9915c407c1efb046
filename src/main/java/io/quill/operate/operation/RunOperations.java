package io.quill.operate.operation;

import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.RunTold;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunFilter;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.jobs.RunState;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Operations that list runs and their results. */
public final class RunOperations implements OperationGroup {
    private final RunRegistry runRegistry;
    private final PeriodParameters periodParameters;

    public RunOperations(RunRegistry runRegistry, InstantSource clock) {
        this.runRegistry = runRegistry;
        this.periodParameters = new PeriodParameters(clock);
    }

    @Override
    public List<Operation> all() {
        List<String> states = Arrays.stream(RunState.values()).map(RunState::word).toList();
        return List.of(
                Operation.get("/admin/runs", "listRuns", "Runs, the latest first")
                        .query(Parameter.text("kind", "of one kind, such as sync"))
                        .query(Parameter.text("name", "of one name, such as dim-agent"))
                        .query(Parameter.oneOf("state", states, "in one state"))
                        .query(
                                PeriodParameters.since(),
                                PeriodParameters.until(),
                                PeriodParameters.limit())
                        .answers(RunsTold.class, this::list),
                Operation.get("/admin/runs/{id}", "getRun", "One run")
                        .path(Parameter.text("id", "of the run"))
                        .answers(RunTold.class, this::one));
    }

    private AdminReply list(OperationCall operationCall) {
        RunFilter runFilter =
                new RunFilter(
                        operationCall.text("kind"),
                        operationCall.text("name"),
                        operationCall.text("state").flatMap(RunState::of),
                        periodParameters.since(operationCall),
                        periodParameters.until(operationCall),
                        PeriodParameters.limit(operationCall));
        List<Run> found = runRegistry.list(runFilter);
        return AdminReply.ok(
                new RunsTold(
                        found.stream().map(RunTold::of).toList(),
                        PeriodParameters.next(operationCall, found, Run::startedAt)));
    }

    private AdminReply one(OperationCall operationCall) {
        return runRegistry
                .find(operationCall.path("id"))
                .map(run -> AdminReply.ok(RunTold.of(run)))
                .orElseGet(() -> AdminReply.of(Problem.notFound("There is no such run")));
    }

    /**
     * Runs.
     *
     * @param next where to go on: the time to ask for until, unless these were the last
     */
    record RunsTold(List<RunTold> runs, Optional<String> next) {}
}
