package io.quill.operate.operation;

import io.quill.operate.rest.Call;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;
import io.quill.operate.rest.RunTold;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.Runs;
import io.quill.platform.jobs.State;
import io.quill.platform.jobs.Wanted;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What ran, what runs, and how it came out. */
public final class RunOperations implements Operations {
    private final Runs runs;
    private final Period period;

    public RunOperations(Runs runs, InstantSource clock) {
        this.runs = runs;
        this.period = new Period(clock);
    }

    @Override
    public List<Operation> all() {
        List<String> states = Arrays.stream(State.values()).map(State::word).toList();
        return List.of(
                Operation.get("/admin/runs", "listRuns", "Runs, the latest first")
                        .query(Parameter.text("kind", "of one kind, such as sync"))
                        .query(Parameter.text("name", "of one name, such as dim-agent"))
                        .query(Parameter.oneOf("state", states, "in one state"))
                        .query(Period.since(), Period.until(), Period.limit())
                        .answers(RunsTold.class, this::list),
                Operation.get("/admin/runs/{id}", "getRun", "One run")
                        .path(Parameter.text("id", "of the run"))
                        .answers(RunTold.class, this::one));
    }

    private Reply list(Call call) {
        Wanted wanted =
                new Wanted(
                        call.text("kind"),
                        call.text("name"),
                        call.text("state").flatMap(State::of),
                        period.since(call),
                        period.until(call),
                        Period.limit(call));
        List<Run> found = runs.list(wanted);
        return Reply.ok(
                new RunsTold(
                        found.stream().map(RunTold::of).toList(),
                        Period.next(call, found, Run::startedAt)));
    }

    private Reply one(Call call) {
        return runs.find(call.path("id"))
                .map(run -> Reply.ok(RunTold.of(run)))
                .orElseGet(() -> Reply.of(Problem.notFound("There is no such run")));
    }

    /**
     * Runs.
     *
     * @param next where to go on: the time to ask for until, unless these were the last
     */
    record RunsTold(List<RunTold> runs, Optional<String> next) {}
}
