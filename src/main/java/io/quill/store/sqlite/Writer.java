package io.quill.store.sqlite;

import io.quill.store.Guard;
import io.quill.store.StoreException;
import io.quill.store.StoreException.Reason;
import io.quill.store.WriteResult;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that writes. Whatever waits when it comes round travels in one transaction, so
 * that many callers share one flush to the disk, and a single one waits for nobody.
 */
final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_JOBS = 512;
    private static final int SWEEP_SECONDS = 10;
    private static final int MOST_SWEPT = 500;

    private record Job(
            List<Task> tasks, Optional<Guard> guard, CompletableFuture<List<WriteResult>> answer) {}

    private final LinkedBlockingQueue<Job> waiting = new LinkedBlockingQueue<>();
    private final Transaction transaction;
    private final Thread thread;
    private volatile boolean closed;
    private long lastSweep = System.nanoTime();

    Writer(Transaction transaction) {
        this.transaction = transaction;
        this.thread = Thread.ofPlatform().name("quill-sqlite-writer").daemon().start(this::run);
    }

    /** What goes on from the answer runs in the writing thread, and may not wait for anything. */
    CompletableFuture<List<WriteResult>> submit(List<Task> tasks, Optional<Guard> guard) {
        Job job = new Job(tasks, guard, new CompletableFuture<>());
        waiting.add(job);
        if (closed && waiting.remove(job)) {
            job.answer().completeExceptionally(closedStore());
        }
        return job.answer();
    }

    static List<WriteResult> await(CompletableFuture<List<WriteResult>> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    private void run() {
        List<Job> group = new ArrayList<>();
        while (!closed) {
            try {
                Optional.ofNullable(waiting.poll(SWEEP_SECONDS, TimeUnit.SECONDS))
                        .ifPresent(group::add);
            } catch (InterruptedException _) {
                break;
            }
            letOthersJoin();
            waiting.drainTo(group, MOST_JOBS - 1);
            if (!group.isEmpty()) {
                commit(group);
            }
            group.clear();
            sweepNowAndThen();
        }
        waiting.drainTo(group);
        group.forEach(job -> job.answer().completeExceptionally(closedStore()));
    }

    /** A few of what has expired, so that nobody waits long for it. */
    private void sweepNowAndThen() {
        long now = System.nanoTime();
        if (now - lastSweep < TimeUnit.SECONDS.toNanos(SWEEP_SECONDS)) {
            return;
        }
        lastSweep = now;
        try {
            transaction.run(() -> transaction.sweep(MOST_SWEPT));
        } catch (StoreException e) {
            LOG.warn("What has expired stays in the file for now: {}", e.getMessage());
        }
    }

    /**
     * Costs next to nothing when nobody else is about to write, and saves a flush when many are.
     */
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but how many share a flush
    private void letOthersJoin() {
        int before;
        int now = waiting.size();
        do {
            before = now;
            Thread.yield();
            now = waiting.size();
        } while (now > before);
    }

    /** The answers are given after the commit, when what they say is durable. */
    private void commit(List<Job> group) {
        List<Runnable> answers = new ArrayList<>(group.size());
        try {
            transaction.run(() -> group.forEach(job -> answers.add(perform(job))));
        } catch (RuntimeException e) {
            group.forEach(job -> job.answer().completeExceptionally(e));
            return;
        }
        answers.forEach(Runnable::run);
    }

    /** A job that cannot be done fails alone; only a fault of the file itself fails the group. */
    private Runnable perform(Job job) {
        Optional<RuntimeException> lost = job.guard().flatMap(transaction::lost);
        if (lost.isPresent()) {
            return () -> job.answer().completeExceptionally(lost.get());
        }
        try {
            List<WriteResult> results = new ArrayList<>(job.tasks().size());
            for (Task task : job.tasks()) {
                results.add(transaction.perform(task));
            }
            return () -> job.answer().complete(results);
        } catch (ImpossibleWrite e) {
            return () -> job.answer().completeExceptionally(e.fault());
        }
    }

    private static StoreException closedStore() {
        return new StoreException(Reason.UNAVAILABLE, "The store is closed");
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        transaction.close();
    }
}
