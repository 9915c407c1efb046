package io.quill.platform.store.sqlite;

import io.quill.platform.store.Guard;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;
import io.quill.platform.store.WriteResult;

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
 * Writing thread. Whatever waits is committed in one transaction, so that many callers share one
 * flush, and a single one does not wait.
 */
final class SqliteWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);
    private static final int MOST_JOBS = 512;
    private static final int SWEEP_SECONDS = 10;
    private static final int MOST_SWEPT = 500;
    private static final int RECOVERY_SECONDS = 1;

    private record Job(
            List<WriteTask> tasks,
            Optional<Guard> guard,
            CompletableFuture<List<WriteResult>> answer) {
        /** Without what was decided about it before. */
        Job afresh() {
            return new Job(tasks.stream().map(WriteTask::unplanned).toList(), guard, answer);
        }
    }

    private final LinkedBlockingQueue<Job> waiting = new LinkedBlockingQueue<>();
    private final WriterConnection connection;
    private final Thread thread;
    private volatile Optional<StoreException> obstacle = Optional.empty();
    private volatile boolean closed;
    private long lastSweep = System.nanoTime();

    /** The connection need not be usable yet. */
    SqliteWriter(WriterConnection connection) {
        this.connection = connection;
        recover();
        this.thread = Thread.ofPlatform().name("quill-sqlite-writer").daemon().start(this::run);
    }

    /**
     * Submits work. What follows from the answer runs in the writing thread and must not wait for
     * anything.
     */
    CompletableFuture<List<WriteResult>> submit(List<WriteTask> tasks, Optional<Guard> guard) {
        Job job = new Job(tasks, guard, new CompletableFuture<>());
        Optional<StoreException> known = obstacle;
        if (known.isPresent()) {
            job.answer().completeExceptionally(known.get());
            return job.answer();
        }
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

    /** Returns the reason why nothing is written at the moment. */
    Optional<StoreException> obstacle() {
        return obstacle;
    }

    private void run() {
        List<Job> group = new ArrayList<>();
        while (!closed) {
            try {
                int seconds = obstacle.isEmpty() ? SWEEP_SECONDS : RECOVERY_SECONDS;
                Optional.ofNullable(waiting.poll(seconds, TimeUnit.SECONDS)).ifPresent(group::add);
            } catch (InterruptedException _) {
                break;
            }
            serve(group);
            group.clear();
        }
        waiting.drainTo(group);
        fail(group, closedStore());
    }

    private void serve(List<Job> group) {
        gatherWaiting();
        waiting.drainTo(group, MOST_JOBS - 1);
        Optional<StoreException> known = obstacle;
        if (known.isPresent()) {
            fail(group, known.get());
            recover();
        } else {
            if (!group.isEmpty()) {
                commit(group);
            }
            sweepNowAndThen();
        }
    }

    private void recover() {
        try {
            connection.recover();
            if (obstacle.isPresent()) {
                LOG.info("{} takes writes again", connection.path());
            }
            obstacle = Optional.empty();
        } catch (StoreException e) {
            block(e);
        }
    }

    /** Blocks writes because of a failure, which is logged once. */
    private void block(StoreException fault) {
        if (obstacle.filter(it -> same(it, fault)).isEmpty()) {
            LOG.error(
                    "{}. Nothing is acknowledged until it can be written; Quill tries it each second",
                    fault.getMessage());
        }
        obstacle = Optional.of(fault);
    }

    private static boolean same(StoreException one, StoreException other) {
        return String.valueOf(one.getMessage()).equals(other.getMessage());
    }

    private static void fail(List<Job> group, RuntimeException fault) {
        group.forEach(job -> job.answer().completeExceptionally(fault));
    }

    /** Deletes some expired items, and tests whether the file can be written. */
    private void sweepNowAndThen() {
        long now = System.nanoTime();
        if (obstacle.isPresent() || now - lastSweep < TimeUnit.SECONDS.toNanos(SWEEP_SECONDS)) {
            return;
        }
        lastSweep = now;
        try {
            connection.commit(
                    writeTransaction -> {
                        writeTransaction.sweep(MOST_SWEPT);
                        writeTransaction.touch();
                    });
            connection.ensureInPlace();
            connection.keepLogShort();
        } catch (StoreException e) {
            block(e);
        }
    }

    /**
     * Yields while more work arrives, so that it shares a flush; costs next to nothing when none
     * does.
     */
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but how many share a flush
    private void gatherWaiting() {
        int before;
        int now = waiting.size();
        do {
            before = now;
            Thread.yield();
            now = waiting.size();
        } while (now > before);
    }

    /** Commits a group, and answers it once the result is durable. */
    private void commit(List<Job> group) {
        try {
            List<Runnable> answers = commitOrRetry(group);
            connection.ensureInPlace();
            answers.forEach(Runnable::run);
        } catch (StoreException e) {
            block(e);
            fail(group, e);
        } catch (RuntimeException e) {
            fail(group, e);
        }
    }

    /**
     * Commits, and tries once more after a failure, since some senders come only once. Nothing is
     * done twice: a recovery removes the failed commit from the log.
     */
    private List<Runnable> commitOrRetry(List<Job> group) {
        try {
            return commitOnce(group);
        } catch (StoreException e) {
            LOG.warn("{}. Quill opens the file anew, and tries once more", e.getMessage());
            connection.recover();
            return commitOnce(group.stream().map(Job::afresh).toList());
        }
    }

    private List<Runnable> commitOnce(List<Job> group) {
        List<Runnable> answers = new ArrayList<>(group.size());
        connection.commit(
                writeTransaction ->
                        group.forEach(job -> answers.add(perform(writeTransaction, job))));
        return answers;
    }

    /**
     * Performs a job. One that cannot be done fails alone; only a failure of the file fails the
     * group.
     */
    private static Runnable perform(WriteTransaction writeTransaction, Job job) {
        Optional<RuntimeException> lost = job.guard().flatMap(writeTransaction::checkGuard);
        if (lost.isPresent()) {
            return () -> job.answer().completeExceptionally(lost.get());
        }
        try {
            List<WriteResult> results = new ArrayList<>(job.tasks().size());
            for (WriteTask writeTask : job.tasks()) {
                results.add(writeTransaction.perform(writeTask));
            }
            return () -> job.answer().complete(results);
        } catch (ImpossibleWriteException e) {
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
        connection.close();
    }
}
