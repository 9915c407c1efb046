package io.quill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.fuzz.FuzzRun;

import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;

/** The fuzzer of the test, for an hour. What it finds ends it with 1. */
final class FuzzBench {
    private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);

    private FuzzBench() {}

    static void run(Duration time, long seed) throws Exception {
        FuzzRun run = new FuzzRun(Files.createTempDirectory("quill-fuzz"), seed, time, OUT);
        boolean isClean = run.run().isEmpty();
        OUT.println(isClean ? "Nothing was found" : "Something was found, see above");
        if (!isClean) {
            System.exit(1);
        }
    }
}
