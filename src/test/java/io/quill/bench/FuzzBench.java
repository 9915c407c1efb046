package io.quill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.fuzz.FuzzRun;

import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;

/** The fuzzer of the test, for an hour. */
final class FuzzBench {
    private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);

    private FuzzBench() {}

    static void run(Duration time, long seed) throws Exception {
        FuzzRun run = new FuzzRun(Files.createTempDirectory("quill-fuzz"), seed, time, OUT);
        OUT.println(run.run().isEmpty() ? "Nothing was found" : "Something was found, see above");
    }
}
