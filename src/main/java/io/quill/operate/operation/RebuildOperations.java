package io.quill.operate.operation;

import io.quill.events.history.rebuild.Outcome;
import io.quill.events.history.rebuild.Rebuilds;
import io.quill.operate.rest.Call;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;
import io.quill.platform.file.ArchiveFault;
import io.quill.platform.jobs.Running;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Fills a dataset from the archive, while webhooks are held as ever and nothing else is pushed. */
public final class RebuildOperations implements Operations {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Rebuilds rebuilds;
    private final Jobs jobs;

    public RebuildOperations(Rebuilds rebuilds, Jobs jobs) {
        this.rebuilds = rebuilds;
        this.jobs = jobs;
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

    private Reply rebuild(Call call) {
        String dataset = call.path("dataset");
        if (!ID.matcher(dataset).matches()) {
            return Reply.of(Problem.badRequest("The id of a dataset has letters, digits and -"));
        }
        Rebuilds.Order order = new Rebuilds.Order(dataset, call.flag("clear"));
        return jobs.inARun(call, "rebuild", dataset, run -> reply(order, run));
    }

    private Reply reply(Rebuilds.Order order, Running run) {
        return switch (outcome(order, run)) {
            case Outcome.Complete done ->
                    Reply.ok(RebuildTold.of(done))
                            .saying(done.words())
                            .counting(Map.of("found", done.found(), "pushed", done.pushed()));
            case Outcome.Stopped(String why) -> Reply.of(Problem.conflict("not-rebuilt", why));
        };
    }

    private Outcome outcome(Rebuilds.Order order, Running run) {
        try {
            return rebuilds.run(order, progress -> run.says(progress.words()));
        } catch (ArchiveFault e) {
            return new Outcome.Stopped(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Stopped("It was broken off, and goes on when it is begun again.");
        }
    }

    private Reply stop() {
        return rebuilds.stop()
                ? Reply.ok(new StopTold("What is being rebuilt stops within seconds."))
                        .saying("ordered a rebuild to stop")
                : Reply.of(Problem.conflict("nothing-rebuilt", "Nothing is being rebuilt."));
    }

    /**
     * What came of it.
     *
     * @param held batches of which nobody can say whether they were taken
     */
    record RebuildTold(String words, long found, long pushed, long refused, int held) {
        static RebuildTold of(Outcome.Complete done) {
            return new RebuildTold(
                    done.words(), done.found(), done.pushed(), done.refused(), done.held());
        }
    }

    record StopTold(String words) {}
}
