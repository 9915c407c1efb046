package io.quill.platform.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Commits inputs of concurrent callers in groups. Nobody waits for a group to fill: an idle worker
 * takes what is there.
 */
public final class GroupCommit<I, O> implements AutoCloseable {
    private record Waiting<I, O>(I input, CompletableFuture<O> answer) {}

    private final int most;
    private final Function<List<I>, List<O>> commit;
    private final Queue<Waiting<I, O>> queue = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Thread> drainers;
    private boolean closed;

    /**
     * @param most how many go into one group
     * @param commit answers a group, one answer an input and in that order; what it throws is
     *     thrown to everybody in the group
     */
    public GroupCommit(String name, int drainers, int most, Function<List<I>, List<O>> commit) {
        this.most = most;
        this.commit = commit;
        this.drainers =
                IntStream.range(0, drainers)
                        .mapToObj(i -> Thread.ofVirtual().name(name + "-" + i).start(this::drain))
                        .toList();
    }

    /** Waits for the answer, even when interrupted, since the work may be done. */
    public O submit(I input) {
        return submitAll(List.of(input)).getFirst();
    }

    /** The same for several, which may travel in several groups. */
    public List<O> submitAll(List<I> inputs) {
        List<Waiting<I, O>> waiting =
                inputs.stream()
                        .map(input -> new Waiting<I, O>(input, new CompletableFuture<>()))
                        .toList();
        enqueue(waiting);
        return waiting.stream().map(each -> await(each.answer())).toList();
    }

    /** Answers everyone who waits, and accepts no more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        drainers.forEach(GroupCommit::join);
    }

    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(List<Waiting<I, O>> waiting) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The store is closed");
            }
            queue.addAll(waiting);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void drain() {
        for (List<Waiting<I, O>> group = next(); !group.isEmpty(); group = next()) {
            answer(group);
        }
    }

    private List<Waiting<I, O>> next() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<Waiting<I, O>> group = new ArrayList<>();
            while (group.size() < most && !queue.isEmpty()) {
                group.add(queue.remove());
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void answer(List<Waiting<I, O>> group) {
        try {
            List<O> answers = commit.apply(group.stream().map(Waiting::input).toList());
            if (answers.size() != group.size()) {
                throw new IllegalStateException(
                        answers.size() + " answers to a group of " + group.size());
            }
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            group.forEach(each -> each.answer().completeExceptionally(e));
        }
    }

    private static <O> O await(CompletableFuture<O> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException fault -> throw fault;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    private static void join(Thread drainer) {
        boolean interrupted = false;
        while (drainer.isAlive()) {
            try {
                drainer.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
