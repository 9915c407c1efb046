package io.quill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.storm.Scenes;

import java.io.PrintStream;
import java.nio.file.Files;

/** The storms of the test, longer and with other weather each time. */
final class StormBench {
    private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);

    private StormBench() {}

    static void run(long seed, int rounds) throws Exception {
        for (long each = seed; each < seed + rounds; each++) {
            OUT.printf("Seed %d%n", each);
            scenes(each).onOneFile(100_000);
            scenes(each).onTwoReplicas(10_000);
            scenes(each).withoutNumbers(10_000);
        }
    }

    private static Scenes scenes(long seed) throws Exception {
        return new Scenes(Files.createTempDirectory("quill-storm"), seed, OUT);
    }
}
