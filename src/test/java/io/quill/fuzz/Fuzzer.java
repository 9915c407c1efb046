package io.quill.fuzz;

import io.quill.fuzz.FuzzCase.Demand;
import io.quill.fuzz.FuzzConnection.Answer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sends cases side by side until its time is over. The same seed makes the same cases, but for ids
 * that the server told meanwhile.
 */
final class Fuzzer {
    private static final int CONCURRENT = 8;

    /** The server gives a body thirty seconds and a silent connection as many. */
    private static final long PATIENCE_SECONDS = 90;

    private static final Duration WAIT_FOR_A_BODY = Duration.ofSeconds(30);

    private final int port;
    private final long seed;
    private final List<CaseGenerator> generators;
    private final Judge judge;
    private final Consumer<Answer> memory;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final Set<String> stragglers = new ConcurrentSkipListSet<>();
    private volatile long ended;
    private volatile Duration tail = Duration.ZERO;
    private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();
    private final Set<Long> underWay = new ConcurrentSkipListSet<>();

    Fuzzer(
            int port,
            long seed,
            List<CaseGenerator> generators,
            Judge judge,
            Consumer<Answer> memory) {
        this.port = port;
        this.seed = seed;
        this.generators = List.copyOf(generators);
        this.judge = judge;
        this.memory = memory;
    }

    /**
     * Returns when every case was answered or given up. What a server has to wait for is not sent
     * in the last half minute, or in the second half of a shorter time.
     */
    void run(Duration time, Findings findings) {
        long begun = System.nanoTime();
        long end = begun + time.toNanos();
        long last = Math.max(begun + time.toNanos() / 2, end - WAIT_FOR_A_BODY.toNanos());
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < CONCURRENT; i++) {
            senders.add(Thread.ofVirtual().start(() -> sendUntil(end, last, findings)));
        }
        join(senders);
        ended = System.nanoTime();
        join(waiting);
        tail = Duration.ofNanos(System.nanoTime() - ended);
    }

    private static void join(Collection<Thread> threads) {
        try {
            for (Thread each : threads) {
                each.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendUntil(long end, long last, Findings findings) {
        while (System.nanoTime() < end) {
            long number = next.getAndIncrement();
            try {
                FuzzCase fuzzCase = at(number);
                if (fuzzCase.mayBeWaitedFor() && System.nanoTime() > last) {
                    skipped.incrementAndGet();
                } else {
                    send(number, fuzzCase, findings);
                }
            } catch (RuntimeException e) {
                findings.add("the fuzzer fails", number + ": " + told(e));
            }
        }
    }

    private void send(long number, FuzzCase fuzzCase, Findings findings) {
        underWay.add(number);
        try {
            FuzzConnection connection = new FuzzConnection(port, fuzzCase);
            connection.send();
            if (connection.isDone(1) || fuzzCase.demand() == Demand.NOTHING) {
                finish(number, fuzzCase, connection);
            } else {
                waiting.add(
                        Thread.ofVirtual()
                                .start(() -> await(number, fuzzCase, connection, findings)));
            }
        } catch (IOException e) {
            underWay.remove(number);
            findings.add("nobody listens", e + " while these were under way: " + largest());
            pause();
        }
    }

    /** Somebody who waits keeps nobody else from asking. */
    private void await(
            long number, FuzzCase fuzzCase, FuzzConnection connection, Findings findings) {
        if (!connection.isDone(PATIENCE_SECONDS) && fuzzCase.demand() == Demand.ANSWER_OR_CLOSE) {
            findings.add(
                    fuzzCase.kind() + ": neither answered nor closed",
                    "case " + number + ": " + fuzzCase.printable());
        }
        finish(number, fuzzCase, connection);
    }

    private void finish(long number, FuzzCase fuzzCase, FuzzConnection connection) {
        underWay.remove(number);
        if (ended != 0) {
            stragglers.add(fuzzCase.kind());
        }
        try (connection) {
            List<Answer> answers = connection.answers();
            judge.judge(number, fuzzCase, answers);
            answers.forEach(memory);
        }
    }

    FuzzCase at(long number) {
        Random random = new Random(new SplittableRandom(seed * 1_000_003 + number).nextLong());
        return generators.get(random.nextInt(generators.size())).next(random);
    }

    /** What a process has most likely died of. */
    private String largest() {
        return underWay.stream()
                .map(
                        each ->
                                "case "
                                        + each
                                        + ", "
                                        + at(each).bytes().length
                                        + " bytes: "
                                        + start(at(each)))
                .collect(Collectors.joining("; "));
    }

    private static String start(FuzzCase fuzzCase) {
        String text = fuzzCase.printable();
        return fuzzCase.kind() + " " + text.substring(0, Math.min(400, text.length()));
    }

    long sent() {
        return next.get() - skipped.get();
    }

    /** How long after the last case was sent somebody waited, and for what kinds. */
    String tail() {
        return "%.1f s more for %s".formatted(tail.toMillis() / 1e3, stragglers);
    }

    private static String told(RuntimeException e) {
        return e + " at " + List.of(e.getStackTrace()).getFirst();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
