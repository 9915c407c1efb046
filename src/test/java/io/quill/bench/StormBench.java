package io.quill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.storm.Scenes;

import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The storms of the test side by side, longer and with other weather each time. */
final class StormBench {
    private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);

    private StormBench() {}

    static void run(long seed, int rounds) throws Exception {
        for (long each = seed; each < seed + rounds; each++) {
            OUT.printf("Seed %d%n", each);
            rage(each);
        }
    }

    private static void rage(long seed) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all =
                    List.of(
                            threads.submit(() -> onOneFile(seed)),
                            threads.submit(() -> onTwoReplicas(seed)),
                            threads.submit(() -> withoutNumbers(seed)),
                            threads.submit(() -> decidedByAnOperator(seed)));
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    private static Object onOneFile(long seed) throws Exception {
        scenes(seed).onOneFile(105_000);
        return seed;
    }

    private static Object onTwoReplicas(long seed) throws Exception {
        scenes(seed).onTwoReplicas(21_000);
        return seed;
    }

    private static Object withoutNumbers(long seed) throws Exception {
        scenes(seed).withoutNumbers(10_000);
        return seed;
    }

    private static Object decidedByAnOperator(long seed) throws Exception {
        scenes(seed).decidedByAnOperator(5_000);
        return seed;
    }

    private static Scenes scenes(long seed) throws Exception {
        return new Scenes(Files.createTempDirectory("quill-storm"), seed, OUT);
    }
}
