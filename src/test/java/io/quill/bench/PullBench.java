package io.quill.bench;

import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.settings.Secret;
import io.quill.records.connector.Connector;
import io.quill.records.connector.Connectors;
import io.quill.records.connector.ParseResult;
import io.quill.records.connector.RateLimit;
import io.quill.records.landing.BronzeStore;
import io.quill.records.landing.Cursor;
import io.quill.records.landing.ExtractedField;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Load;
import io.quill.records.landing.LoadScope;
import io.quill.records.landing.RawRecord;
import io.quill.records.landing.Trigger;
import io.quill.records.pull.DryRunStore;
import io.quill.records.pull.FeedPuller;
import io.quill.records.pull.PullListener;
import io.quill.records.pull.PullOptions;
import io.quill.records.pull.PullResult;
import io.quill.records.pull.ServiceClients;
import io.quill.records.tenant.ServiceAccount;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.nexudus.NexudusType;
import io.quill.sandbox.nexudus.SampleCompany;

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
        SampleCompany spaces =
                new SampleCompany(sandbox.spaces(), Instant.parse("2012-01-01T00:00:00Z"));
        for (int number = 1; number <= records; number++) {
            sandbox.spaces().put(NexudusType.FLOOR_PLAN_DESK, spaces.desk(number));
        }
        System.out.println(sandbox.nexudus());
        Thread.sleep(Duration.ofMinutes(5));
    }

    private static void pull(String origin) throws IOException {
        InstantSource clock = InstantSource.system();
        ServiceAccount serviceAccount =
                new ServiceAccount(
                        "bench",
                        unlimited(),
                        Map.of(
                                "api-url", Secret.of(origin + "/api"),
                                "username", Secret.of(Sandbox.NEXUDUS_USER),
                                "password", Secret.of(Sandbox.NEXUDUS_PASSWORD)));
        try (JdkHttpTransport wire = new JdkHttpTransport()) {
            ServiceClients serviceClients = new ServiceClients(wire, clock, Thread::sleep, () -> 0);
            FeedPuller feedPuller =
                    new FeedPuller(new DryRunStore(new Nowhere()), clock, UUID::randomUUID);
            for (int round = 1; round <= 2; round++) {
                long start = System.nanoTime();
                PullResult pullResult =
                        feedPuller.pull(
                                serviceClients.clientFor(serviceAccount),
                                serviceAccount.connector().endpoint("products").orElseThrow(),
                                PullOptions.changes(Trigger.MANUAL),
                                PullListener.NONE);
                tell(round, pullResult, (System.nanoTime() - start) / 1e9);
            }
        }
    }

    /** Nexudus's own budget would be all that is measured. */
    private static Connector unlimited() {
        return switch (Connectors.read(Optional.empty(), _ -> true)) {
            case ParseResult.Faulty<Connectors>(var faults) ->
                    throw new IllegalStateException(faults.toString());
            case ParseResult.Sound<Connectors>(Connectors connectors) -> {
                Connector known = connectors.of("nexudus").orElseThrow();
                yield new Connector(
                        known.service(),
                        known.title(),
                        known.base(),
                        known.parameters(),
                        known.authentications(),
                        known.headers(),
                        new RateLimit(Integer.MAX_VALUE, Duration.ofSeconds(1), 3),
                        known.patience(),
                        known.schedule(),
                        known.endpoints());
            }
        };
    }

    private static void tell(int round, PullResult pullResult, double seconds) throws IOException {
        switch (pullResult) {
            case PullResult.Failed(_, String words, _) -> System.out.println(words);
            case PullResult.Complete complete ->
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
    private static final class Nowhere implements BronzeStore {
        @Override
        public Optional<Cursor> cursor(Feed feed) {
            return Optional.empty();
        }

        @Override
        public void latest(Feed feed, Consumer<RawRecord> each) {}

        @Override
        public Load open(
                Feed feed,
                List<ExtractedField> columns,
                UUID run,
                LoadScope loadScope,
                Trigger trigger) {
            throw new IllegalStateException("a dry landing opens nothing here");
        }
    }
}
