package io.quill.fuzz;

import io.quill.app.AdminClient;
import io.quill.app.RunningQuill;
import io.quill.sandbox.Sandbox;
import io.quill.storm.Contents;
import io.quill.storm.Footprint;
import io.quill.storm.Patience;
import io.quill.storm.Server;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Quill in a process of its own, with the heap that the launcher gives, fuzzed for a while: it
 * answers, none of its answers is 500, whoever has business there goes on with it, its memory stays
 * as it is and its log is fit to be read.
 */
public final class FuzzRun {
    /** What a full collection leaves of the 192 MB that the launcher gives. */
    private static final long MOST_HEAP = 128L << 20;

    private static final double MOST_GROWTH_A_MINUTE = 1 << 20;

    private final Path directory;
    private final long seed;
    private final Duration time;
    private final PrintStream out;
    private final Findings findings = new Findings();
    private final List<Footprint.Step> steps = new ArrayList<>();

    public FuzzRun(Path directory, long seed, Duration time, PrintStream out) {
        this.directory = directory;
        this.seed = seed;
        this.time = time;
        this.out = out;
    }

    /** What was found; nothing, if all is well. */
    public List<String> run() throws IOException, InterruptedException {
        out.printf("Fuzz: seed %d, %d s%n", seed, time.toSeconds());
        int port = Server.freePort();
        try (Sandbox sandbox = Sandbox.start();
                Server server = server(sandbox, port);
                HttpClient http = HttpClient.newHttpClient();
                AdminClient admin = new AdminClient(port)) {
            fuzz(sandbox, server, http, admin);
        }
        findings.all().forEach(out::println);
        return findings.all();
    }

    private Server server(Sandbox sandbox, int port) throws IOException {
        Map<String, String> environment = new HashMap<>(sandbox.environment());
        environment.keySet().removeIf(each -> each.startsWith("NEXUDUS"));
        environment.putAll(RunningQuill.environment(directory, port));
        environment.put("ADMIN_API_KEY", AdminClient.KEY);
        environment.put("LOG_FILE", log().toString());
        environment.put("QUILL_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError");
        return Server.start(
                "io.quill.Quill",
                port,
                environment,
                ProcessBuilder.Redirect.to(directory.resolve("errors.log").toFile()),
                "run");
    }

    private Path log() {
        return directory.resolve("quill.log");
    }

    private void fuzz(Sandbox sandbox, Server server, HttpClient http, AdminClient admin)
            throws IOException, InterruptedException {
        Judge judge = new Judge(findings);
        AdminCases operations = new AdminCases(admin);
        List<CaseGenerator> generators =
                List.of(
                        new WebhookCases(),
                        operations,
                        new ConsoleCases(server.port, http),
                        new RawHttpCases());
        Fuzzer fuzzer =
                new Fuzzer(
                        server.port,
                        seed,
                        generators,
                        judge,
                        answer -> operations.remember(answer.body()));
        Set<String> acknowledged;
        try (LegitimateUsers users = new LegitimateUsers(server.port, http, findings);
                MemoryWatch watch = new MemoryWatch(new Footprint(server.pid()), steps)) {
            fuzzer.run(time, findings);
            users.stop();
            watch.stop();
            acknowledged = users.acknowledged();
        }
        out.printf(
                "  %,d requests, %,d a second, and %s%n",
                fuzzer.sent(), fuzzer.sent() / Math.max(1, time.toSeconds()), fuzzer.tail());
        judge.statuses().forEach((what, count) -> out.printf("  %-24s %,8d%n", what, count));
        findings.require(server.isAlive(), "the process has ended");
        if (server.isAlive()) {
            assertCounted(acknowledged, new Contents(sandbox));
            assertFlat();
            findings.require(
                    admin.send("GET", "/health/ready", "").status() == 200, "it is not ready");
        }
        new LogAudit(log(), findings, out).look(fuzzer.sent());
        new LogAudit(directory.resolve("errors.log"), findings, out).look(fuzzer.sent());
    }

    private void assertCounted(Set<String> acknowledged, Contents contents) {
        try {
            Patience.until(
                    "every legitimate event is in the dataset",
                    () -> contents.timesOfEvents().keySet().containsAll(acknowledged));
        } catch (AssertionError e) {
            findings.add("legitimate events are missing", e.toString());
        }
        Map<String, Integer> times = contents.timesOfEvents();
        acknowledged.stream()
                .filter(key -> times.getOrDefault(key, 0) > 1)
                .forEach(key -> findings.add("a legitimate event is there twice", key));
        out.printf("  %,d legitimate deliveries%n", acknowledged.size());
    }

    private void assertFlat() {
        Footprint.Step last = steps.getLast();
        double slope =
                Footprint.slope(
                        steps.subList(steps.size() / 2, steps.size()), Footprint.Step::heapBytes);
        out.printf(
                "  heap after a collection %d MB (%+.2f MB a minute), resident %d MB, %d threads%n",
                last.heapBytes() >> 20, slope / 1e6, last.residentBytes() >> 20, last.threads());
        findings.require(
                last.heapBytes() < MOST_HEAP,
                "the heap holds %d MB after a collection".formatted(last.heapBytes() >> 20));
        findings.require(
                time.toMinutes() < 10 || slope < MOST_GROWTH_A_MINUTE,
                "the heap grows by %.2f MB a minute".formatted(slope / 1e6));
    }
}
