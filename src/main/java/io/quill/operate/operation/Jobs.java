package io.quill.operate.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.operate.rest.Call;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;
import io.quill.operate.rest.RunTold;
import io.quill.platform.jobs.Ending;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.Running;
import io.quill.platform.jobs.Runs;
import io.quill.platform.jobs.Start;

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
 * Does what may take long under a run of its own. Whoever asked gets the result if it is there in
 * time, or else the run to look after.
 */
public final class Jobs implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration TO_FINISH = Duration.ofSeconds(10);

    private final Runs runs;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    public Jobs(Runs runs) {
        this.runs = runs;
    }

    public Runs runs() {
        return runs;
    }

    Reply inARun(Call call, String kind, String name, Function<Running, Reply> work) {
        Job job = new Job(kind, name, call.caller().name());
        return switch (runs.begin(job)) {
            case Start.Busy(Optional<Run> by) -> busy(job, by);
            case Start.Begun(Running running) -> waited(call, running, work);
        };
    }

    private static Reply busy(Job job, Optional<Run> by) {
        Problem problem =
                Problem.conflict("underway", job.kind() + " of " + job.name() + " is under way");
        Reply reply = Reply.later(problem, SOON);
        return by.map(run -> reply.in(run.id())).orElse(reply);
    }

    private Reply waited(Call call, Running running, Function<Running, Reply> work) {
        CompletableFuture<Reply> done =
                CompletableFuture.supplyAsync(() -> done(running, work), workers);
        try {
            return done.get(call.number("wait"), TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            return begun(running);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return begun(running);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault
                    ? fault
                    : new IllegalStateException("A run met what nobody foresaw", e.getCause());
        }
    }

    private Reply begun(Running running) {
        return runs.find(running.id())
                .map(run -> Reply.json(202, RunTold.of(run)))
                .orElseThrow()
                .saying("begun; its run tells how it came out")
                .in(running.id());
    }

    private static Reply done(Running running, Function<Running, Reply> work) {
        Reply[] reply = new Reply[1];
        running.does(
                run -> {
                    reply[0] = work.apply(run);
                    reply[0].counts().forEach(run::count);
                    return ending(reply[0]);
                });
        return reply[0].in(running.id());
    }

    private static Ending ending(Reply reply) {
        String result = new String(reply.body(), UTF_8);
        return reply.isFine()
                ? new Ending.Finished(reply.words(), result)
                : new Ending.Failed(reply.words(), result);
    }

    /** What is under way gets a while to come to its end; the next start buries the rest. */
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
