package io.quill.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.NativeLibrary;
import io.quill.app.RunningQuill;
import io.quill.app.SampleDeliveries;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.InjectedFault.Kind;
import io.quill.sandbox.desk.JournalEntry;
import io.quill.sandbox.desk.ServiceCall;
import io.quill.sandbox.powerbi.PowerBi;
import io.quill.storm.Contents;
import io.quill.storm.Patience;
import io.quill.storm.Server;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Quill in a process of its own goes on pushing while its wall clock is set. */
@Timeout(300)
class SteppedClockTest {
    private static final ServiceCall POST =
            new ServiceCall(PowerBi.SYSTEM, "postRows", "FactEvent");
    private static final Duration BETWEEN_DELIVERIES = Duration.ofMillis(100);
    private static final Duration WATCHED = Duration.ofSeconds(12);

    /** The promise is ten seconds. A busy machine is given more, and less than the least step. */
    private static final Duration MOST = Duration.ofSeconds(20);

    @TempDir private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Instant> acknowledged = new ConcurrentHashMap<>();
    private long id;

    @BeforeEach
    void needsACompiler() {
        assumeTrue(NativeLibrary.isPossible(), "needs Linux and gcc to set a clock");
    }

    @Test
    void theClockOfAnotherProcessIsSet() throws Exception {
        WallClock clock = WallClock.in(directory);
        clock.step(Duration.ofHours(-1));

        long seen = Long.parseLong(output(clock, "date", "+%s").strip());

        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        assertThat(Instant.ofEpochSecond(seen))
                .isBetween(hourAgo.minusSeconds(60), hourAgo.plusSeconds(1));
    }

    private static String output(WallClock clock, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(clock.environment());
        return new String(builder.start().getInputStream().readAllBytes(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT30S", "-PT1H", "PT1H,-PT1H"})
    void goesOnPushing(String steps) throws Exception {
        WallClock clock = WallClock.in(directory);
        try (Sandbox sandbox = Sandbox.start();
                Server quill = start(sandbox, clock)) {
            Contents contents = new Contents(sandbox);
            deliver(quill);
            Patience.until("the first row is there", () -> contents.timesOfEvents().size() == 1);
            tell("before any step", watch(quill, sandbox, contents, Instant.now()));
            for (String step : steps.split(",", -1)) {
                clock.step(Duration.parse(step));
                tell("after a step of " + step, watch(quill, sandbox, contents, Instant.now()));
            }
            assertEachOnce(contents);
        }
    }

    /** The circuit breaker is open when the clock is set. */
    @Test
    void goesOnPushingAfterAnOutageInWhichTheClockWasSetBack() throws Exception {
        WallClock clock = WallClock.in(directory);
        try (Sandbox sandbox = Sandbox.start();
                Server quill = start(sandbox, clock)) {
            Contents contents = new Contents(sandbox);
            deliver(quill);
            Patience.until("the first row is there", () -> contents.timesOfEvents().size() == 1);
            sandbox.arm(InjectedFault.of(Kind.DROP).on(PowerBi.SYSTEM, "", "").times(10_000));
            deliver(quill);
            Patience.until("the circuit has opened", () -> dropped(sandbox) >= 10);

            clock.step(Duration.ofHours(-1));
            sandbox.disarm();

            tell("set back in an outage", watch(quill, sandbox, contents, Instant.now()));
            assertEachOnce(contents);
        }
    }

    private void assertEachOnce(Contents contents) {
        assertThat(contents.timesOfEvents())
                .containsOnlyKeys(acknowledged.keySet())
                .allSatisfy((_, times) -> assertThat(times).isOne());
    }

    private static long dropped(Sandbox sandbox) {
        return sandbox.journal().served().stream()
                .filter(each -> each.outcome().equals("drop"))
                .count();
    }

    /**
     * @param stop the longest time without a post that was taken
     * @param last from the last acknowledgement until all were there
     */
    private record Seen(Duration stop, Duration last, int events) {}

    private static void tell(String when, Seen seen) {
        System.out.printf(
                "Wall clock %s: %d events, longest stop %d ms, all there %d ms after the last%n",
                when, seen.events(), seen.stop().toMillis(), seen.last().toMillis());
    }

    /** Delivers for a while, and waits until what was acknowledged since is in the dataset. */
    private Seen watch(Server quill, Sandbox sandbox, Contents contents, Instant since) {
        long end = System.nanoTime() + WATCHED.toNanos();
        while (System.nanoTime() < end) {
            deliver(quill);
            Patience.pass(BETWEEN_DELIVERIES);
        }
        Set<String> expected =
                acknowledged.entrySet().stream()
                        .filter(each -> !each.getValue().isBefore(since))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        long from = System.nanoTime();
        await(() -> contents.timesOfEvents().keySet().containsAll(expected));
        Duration last = Duration.ofNanos(System.nanoTime() - from);
        Duration stop = longestStop(sandbox, since);
        assertThat(stop).as("time without a post that was taken").isLessThan(MOST);
        return new Seen(stop, last, expected.size());
    }

    private static void await(BooleanSupplier so) {
        long end = System.nanoTime() + MOST.toNanos();
        Patience.until("all are there", () -> so.getAsBoolean() || System.nanoTime() > end);
        assertThat(so.getAsBoolean()).as("all are there within " + MOST).isTrue();
    }

    /** By the clock of this process, which nobody sets. */
    private static Duration longestStop(Sandbox sandbox, Instant since) {
        List<Instant> taken =
                Stream.concat(
                                Stream.of(since),
                                sandbox.journal().served().stream()
                                        .filter(each -> each.call().equals(POST))
                                        .filter(each -> each.outcome().equals("200"))
                                        .map(JournalEntry::at)
                                        .filter(at -> at.isAfter(since)))
                        .sorted()
                        .toList();
        Duration longest = Duration.ZERO;
        for (int i = 1; i < taken.size(); i++) {
            Duration stop = Duration.between(taken.get(i - 1), taken.get(i));
            longest = stop.compareTo(longest) > 0 ? stop : longest;
        }
        return longest;
    }

    private void deliver(Server quill) {
        long next = ++id;
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + quill.port + "/webhook/aloware"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + RunningQuill.TOKEN)
                        .POST(BodyPublishers.ofString(SampleDeliveries.call(next)))
                        .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            assertThat(status).isEqualTo(202);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("Quill does not answer", e);
        }
        acknowledged.put("ALOWARE:" + next, Instant.now());
    }

    private Server start(Sandbox sandbox, WallClock clock) throws IOException {
        int port = Server.freePort();
        Path data = Files.createDirectories(directory.resolve("data"));
        Map<String, String> all = new HashMap<>(sandbox.environment());
        all.keySet().removeIf(each -> each.startsWith("NEXUDUS"));
        all.putAll(RunningQuill.environment(data, port));
        all.put("QUILL_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        all.putAll(clock.environment());
        return Server.start("io.quill.Quill", port, all, "run");
    }
}
