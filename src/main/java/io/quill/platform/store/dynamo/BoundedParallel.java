package io.quill.platform.store.dynamo;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Runs work at the same time, up to a limit. */
final class BoundedParallel {
    private final Semaphore permits;

    BoundedParallel(int most) {
        permits = new Semaphore(most);
    }

    /** Returns the answers in order; what one throws is thrown after all are done. */
    <I, O> List<O> all(List<I> inputs, Function<I, O> work) {
        if (inputs.size() < 2) {
            return inputs.stream().map(work).toList();
        }
        List<Future<O>> runs;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            runs = inputs.stream().map(in -> threads.submit(() -> permitted(in, work))).toList();
        }
        return runs.stream().map(BoundedParallel::outcome).toList();
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
