package io.quill.platform.store.dynamo;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Does things side by side, but never too many of them. */
final class Parallel {
    private final Semaphore permits;

    Parallel(int most) {
        permits = new Semaphore(most);
    }

    /** Answers in the order given; what one throws is thrown after all are through. */
    <I, O> List<O> all(List<I> inputs, Function<I, O> work) {
        if (inputs.size() < 2) {
            return inputs.stream().map(work).toList();
        }
        List<Future<O>> runs;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            runs = inputs.stream().map(in -> threads.submit(() -> permitted(in, work))).toList();
        }
        return runs.stream().map(Parallel::outcome).toList();
    }

    private <I, O> O permitted(I input, Function<I, O> work) {
        permits.acquireUninterruptibly();
        try {
            return work.apply(input);
        } finally {
            permits.release();
        }
    }

    private static <O> O outcome(Future<O> run) {
        return switch (run.state()) {
            case SUCCESS -> run.resultNow();
            case FAILED, CANCELLED, RUNNING ->
                    throw run.exceptionNow() instanceof RuntimeException fault
                            ? fault
                            : new IllegalStateException(run.exceptionNow());
        };
    }
}
