package io.quill.bench;

import io.quill.app.RunningQuill;
import io.quill.operate.console.Browser;
import io.quill.storm.Footprint;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The demo in a process of its own, and a browser that looks on: how much of the heap is left after
 * a collection, and how much memory the process has, as time passes.
 */
final class DemoBench {
    private static final Duration STEP = Duration.ofSeconds(20);

    /** The day so far is told in half a minute, and then everything has been used once. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private DemoBench() {}

    static void run(Duration time) throws IOException, InterruptedException {
        int port = RunningQuill.freePort();
        Process demo = start(port);
        try (Browser browser = Browser.open()) {
            String console = "http://127.0.0.1:" + port + "/console";
            awaitAnswer(port);
            browser.visit(console);
            browser.await("document.getElementById('live').textContent === 'Live'");
            tell(watch(new Footprint(demo.pid()), time));
            browser.await("document.getElementById('live').textContent === 'Live'");
        } finally {
            demo.destroy();
            demo.waitFor();
        }
    }

    /** With the options that the launcher gives. */
    private static Process start(int port) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-Xmx192m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.quill.Quill",
                        "demo");
        builder.environment().put("QUILL_PORT", Integer.toString(port));
        builder.redirectErrorStream(true).redirectOutput(Path.of("target/demo.log").toFile());
        return builder.start();
    }

    private static void awaitAnswer(int port) throws IOException, InterruptedException {
        for (int tries = 0; tries < 300; tries++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (ConnectException _) {
                Thread.sleep(Duration.ofMillis(100));
            }
        }
        throw new IOException("The demo did not open its door: see target/demo.log");
    }

    private static List<Footprint.Step> watch(Footprint footprint, Duration time)
            throws IOException, InterruptedException {
        Instant begun = Instant.now();
        List<Footprint.Step> steps = new ArrayList<>();
        System.out.printf("%8s %14s %14s %9s%n", "after", "heap after GC", "resident", "threads");
        while (Duration.between(begun, Instant.now()).compareTo(time) < 0) {
            Thread.sleep(STEP);
            Footprint.Step step = footprint.taken(Duration.between(begun, Instant.now()));
            steps.add(step);
            System.out.printf(
                    "%6d s %11.1f MB %11.1f MB %9d%n",
                    step.after().toSeconds(),
                    step.heapBytes() / 1e6,
                    step.residentBytes() / 1e6,
                    step.threads());
        }
        return steps;
    }

    private static void tell(List<Footprint.Step> steps) {
        List<Footprint.Step> settled =
                steps.stream().filter(step -> step.after().compareTo(SETTLED) >= 0).toList();
        System.out.printf(
                "From %d s on: heap %+.2f MB and resident %+.2f MB a minute%n",
                SETTLED.toSeconds(),
                Footprint.slope(settled, Footprint.Step::heapBytes) / 1e6,
                Footprint.slope(settled, Footprint.Step::residentBytes) / 1e6);
    }
}
