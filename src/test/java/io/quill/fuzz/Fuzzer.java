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

    private final int port;
    private final long seed;
    private final List<CaseGenerator> generators;
    private final Judge judge;
    private final Consumer<Answer> memory;
    private final AtomicLong next = new AtomicLong();
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

    /** Returns when every case was answered or given up. */
    void run(Duration time, Findings findings) {
        long end = System.nanoTime() + time.toNanos();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < CONCURRENT; i++) {
            senders.add(Thread.ofVirtual().start(() -> sendUntil(end, findings)));
        }
        join(senders);
        join(waiting);
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

    private void sendUntil(long end, Findings findings) {
        while (System.nanoTime() < end) {
            long number = next.getAndIncrement();
            try {
                send(number, findings);
            } catch (RuntimeException e) {
                findings.add("the fuzzer fails", number + ": " + told(e));
            }
        }
    }

    private void send(long number, Findings findings) {
        FuzzCase fuzzCase = at(number);
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
        return next.get();
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
