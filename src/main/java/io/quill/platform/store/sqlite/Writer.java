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
 * The one thread that writes. Whatever waits when it comes round travels in one transaction, so
 * that many callers share one flush to the disk, and a single one waits for nobody.
 */
final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_JOBS = 512;
    private static final int SWEEP_SECONDS = 10;
    private static final int MOST_SWEPT = 500;
    private static final int RECOVERY_SECONDS = 1;

    private record Job(
            List<Task> tasks, Optional<Guard> guard, CompletableFuture<List<WriteResult>> answer) {
        /** Without what was decided about it before. */
        Job afresh() {
            return new Job(tasks.stream().map(Task::afresh).toList(), guard, answer);
        }
    }

    private final LinkedBlockingQueue<Job> waiting = new LinkedBlockingQueue<>();
    private final WriterConnection connection;
    private final Thread thread;
    private volatile Optional<StoreException> obstacle = Optional.empty();
    private volatile boolean closed;
    private long lastSweep = System.nanoTime();

    /** The connection need not be usable yet. */
    Writer(WriterConnection connection) {
        this.connection = connection;
        recover();
        this.thread = Thread.ofPlatform().name("quill-sqlite-writer").daemon().start(this::run);
    }

    /** What goes on from the answer runs in the writing thread, and may not wait for anything. */
    CompletableFuture<List<WriteResult>> submit(List<Task> tasks, Optional<Guard> guard) {
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

    /** Why nothing is written at the moment. */
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
        letOthersJoin();
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
            obstruct(e);
        }
    }

    /** Said once for as long as it is the same. */
    private void obstruct(StoreException fault) {
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

    /**
     * A few of what has expired, so that nobody waits long for it; and where nothing has, it is
     * known all the same whether the file can be written.
     */
    private void sweepNowAndThen() {
        long now = System.nanoTime();
        if (obstacle.isPresent() || now - lastSweep < TimeUnit.SECONDS.toNanos(SWEEP_SECONDS)) {
            return;
        }
        lastSweep = now;
        try {
            connection.commit(
                    transaction -> {
                        transaction.sweep(MOST_SWEPT);
                        transaction.touch();
                    });
            connection.assureInPlace();
            connection.keepLogShort();
        } catch (StoreException e) {
            obstruct(e);
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
        try {
            List<Runnable> answers = done(group);
            connection.assureInPlace();
            answers.forEach(Runnable::run);
        } catch (StoreException e) {
            obstruct(e);
            fail(group, e);
        } catch (RuntimeException e) {
            fail(group, e);
        }
    }

    /**
     * Once more after a fault, for some senders come only once. Nothing is done twice: a recovery
     * takes what the failed commit left behind out of the log.
     */
    private List<Runnable> done(List<Job> group) {
        try {
            return committed(group);
        } catch (StoreException e) {
            LOG.warn("{}. Quill opens the file anew, and tries once more", e.getMessage());
            connection.recover();
            return committed(group.stream().map(Job::afresh).toList());
        }
    }

    private List<Runnable> committed(List<Job> group) {
        List<Runnable> answers = new ArrayList<>(group.size());
        connection.commit(
                transaction -> group.forEach(job -> answers.add(perform(transaction, job))));
        return answers;
    }

    /** A job that cannot be done fails alone; only a fault of the file itself fails the group. */
    private static Runnable perform(Transaction transaction, Job job) {
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
        connection.close();
    }
}
