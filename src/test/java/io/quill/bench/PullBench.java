package io.quill.bench;

import io.quill.platform.http.HttpWire;
import io.quill.platform.settings.Secret;
import io.quill.records.connector.Budget;
import io.quill.records.connector.Connector;
import io.quill.records.connector.Connectors;
import io.quill.records.connector.Reading;
import io.quill.records.landing.Column;
import io.quill.records.landing.Cursor;
import io.quill.records.landing.Extent;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Landing;
import io.quill.records.landing.Load;
import io.quill.records.landing.RawRecord;
import io.quill.records.landing.Trigger;
import io.quill.records.pull.DryLanding;
import io.quill.records.pull.Lines;
import io.quill.records.pull.Order;
import io.quill.records.pull.Progress;
import io.quill.records.pull.Pull;
import io.quill.records.pull.Pulled;
import io.quill.records.pull.http.Transport;
import io.quill.records.tenant.Account;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.nexudus.Coworking;
import io.quill.sandbox.nexudus.Kind;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Product records of about a kilobyte out of the stand-in of Nexudus, which runs in a process of
 * its own; what pulls them has a heap of 64 MB, and lets them go as they come.
 */
public final class PullBench {
    private static final String HEAP = "-Xmx64m";

    private PullBench() {}

    static void run(long records) throws IOException, InterruptedException {
        Process standIn = java("-Xmx1g", "serve", Long.toString(records));
        try (BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(standIn.getInputStream(), StandardCharsets.UTF_8))) {
            String origin = said.readLine();
            Process pulling = java(HEAP, "pull", origin);
            pulling.getInputStream().transferTo(System.out);
            pulling.waitFor();
        } finally {
            standIn.destroy();
        }
    }

    private static Process java(String heap, String what, String argument) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(heap, "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(PullBench.class.getName(), what, argument));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("serve")) {
            serve(Integer.parseInt(args[1]));
        } else {
            pull(args[1]);
            System.exit(0);
        }
    }

    private static void serve(int records) throws InterruptedException {
        Sandbox sandbox = Sandbox.start();
        Coworking spaces = new Coworking(sandbox.spaces(), Instant.parse("2012-01-01T00:00:00Z"));
        for (int number = 1; number <= records; number++) {
            sandbox.spaces().put(Kind.FLOOR_PLAN_DESK, spaces.desk(number));
        }
        System.out.println(sandbox.nexudus());
        Thread.sleep(Duration.ofMinutes(5));
    }

    private static void pull(String origin) throws IOException {
        InstantSource clock = InstantSource.system();
        Account account =
                new Account(
                        "bench",
                        unlimited(),
                        Map.of(
                                "api-url", Secret.of(origin + "/api"),
                                "username", Secret.of(Sandbox.NEXUDUS_USER),
                                "password", Secret.of(Sandbox.NEXUDUS_PASSWORD)));
        try (Transport transport = new Transport();
                HttpWire wire = new HttpWire()) {
            Lines lines = new Lines(transport, wire, clock, Thread::sleep, () -> 0);
            Pull pull = new Pull(new DryLanding(new Nowhere()), clock, UUID::randomUUID);
            for (int round = 1; round <= 2; round++) {
                long start = System.nanoTime();
                Pulled pulled =
                        pull.pull(
                                lines.to(account),
                                account.connector().endpoint("products").orElseThrow(),
                                Order.changes(Trigger.MANUAL),
                                Progress.NONE);
                tell(round, pulled, (System.nanoTime() - start) / 1e9);
            }
        }
    }

    /** Nexudus's own budget would be all that is measured. */
    private static Connector unlimited() {
        return switch (Connectors.read(Optional.empty(), _ -> true)) {
            case Reading.Faulty<Connectors>(var faults) ->
                    throw new IllegalStateException(faults.toString());
            case Reading.Sound<Connectors>(Connectors connectors) -> {
                Connector known = connectors.of("nexudus").orElseThrow();
                yield new Connector(
                        known.service(),
                        known.title(),
                        known.base(),
                        known.parameters(),
                        known.authentications(),
                        known.headers(),
                        new Budget(Integer.MAX_VALUE, Duration.ofSeconds(1), 3),
                        known.patience(),
                        known.schedule(),
                        known.endpoints());
            }
        };
    }

    private static void tell(int round, Pulled pulled, double seconds) throws IOException {
        switch (pulled) {
            case Pulled.Failed(_, String words, _) -> System.out.println(words);
            case Pulled.Complete complete ->
                    System.out.printf(
                            "round %d: %,d records in %.1f s, %,.0f records/s; %,d requests,"
                                    + " %,d MB on the wire; peak heap %,d MB, resident %,d MB,"
                                    + " with %s%n",
                            round,
                            complete.landed().read(),
                            seconds,
                            complete.landed().read() / seconds,
                            complete.effort().requests(),
                            complete.effort().bytes() >> 20,
                            peakHeap(),
                            peakResident(),
                            HEAP);
        }
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                >> 20;
    }

    private static long peakResident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                >> 10;
    }

    /** Knows nothing of before. */
    private static final class Nowhere implements Landing {
        @Override
        public Optional<Cursor> cursor(Feed feed) {
            return Optional.empty();
        }

        @Override
        public void latest(Feed feed, Consumer<RawRecord> each) {}

        @Override
        public Load open(
                Feed feed, List<Column> columns, UUID run, Extent extent, Trigger trigger) {
            throw new IllegalStateException("a dry landing opens nothing here");
        }
    }
}
