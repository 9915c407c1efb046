package io.quill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.storm.Server;

import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * How fast a delivery becomes durable, against the ceiling of a bare platform-http route in the
 * same run: 64 connections, bodies of 700 bytes and of 4 kB, one in ten sent twice at the same
 * time.
 */
final class WebhookBench {
    private static final Duration WARM_UP = Duration.ofSeconds(12);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 64;
    private static final String TOKEN = "bench-token";
    private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);

    private WebhookBench() {}

    static void run() throws Exception {
        OUT.printf(
                "%-22s %6s %12s %9s %9s %9s %8s %14s %14s%n",
                "",
                "bytes",
                "requests/s",
                "p50 ms",
                "p99 ms",
                "max ms",
                "MB",
                "CPU s/10,000",
                "of the load");
        double[] ceiling = new double[2];
        try (Server bare = bare()) {
            ceiling[0] = measure("bare route", bare, 700, 0);
            ceiling[1] = measure("bare route", bare, 4000, 0);
        }
        try (Server quill = quill()) {
            double small = measure("Quill, durable", quill, 700, 0);
            double large = measure("Quill, durable", quill, 4000, 0);
            measure("Quill, 500 a second", quill, 700, 500);
            OUT.printf(
                    "Quill reaches %.0f %% of the ceiling with 700 bytes, %.0f %% with 4 kB%n",
                    100 * small / ceiling[0], 100 * large / ceiling[1]);
        }
    }

    private static Server bare() throws Exception {
        int port = Server.freePort();
        return Server.start("io.quill.bench.BareRoute", port, Map.of(), Integer.toString(port));
    }

    private static Server quill() throws Exception {
        int port = Server.freePort();
        Map<String, String> environment =
                Map.of(
                        "QUILL_PORT",
                        Integer.toString(port),
                        "QUILL_HOST",
                        "127.0.0.1",
                        "ALOWARE_WEBHOOK_TOKEN",
                        TOKEN,
                        "DATA_DIR",
                        Files.createTempDirectory("quill-bench").toString());
        return Server.start("io.quill.Quill", port, environment, "run");
    }

    private static double measure(String name, Server server, int bytes, int rate)
            throws Exception {
        Deliveries deliveries = new Deliveries(bytes);
        Load load = new Load(server.port, CONNECTIONS, deliveries);
        Load.Seen warm = load.run(WARM_UP, rate);
        double cpu = server.cpu();
        double own = cpu();
        Load.Seen seen = load.run(MEASURED, rate);
        OUT.printf(
                "%-22s %6d %,12.0f %9.2f %9.2f %9.2f %8d %14.2f %14.2f%n",
                name,
                bytes,
                seen.rate(),
                seen.times.getValueAtPercentile(50) / 1e6,
                seen.times.getValueAtPercentile(99) / 1e6,
                seen.times.getMaxValue() / 1e6,
                server.resident(),
                (server.cpu() - cpu) * 10_000 / seen.times.getTotalCount(),
                (cpu() - own) * 10_000 / seen.times.getTotalCount());
        if (name.startsWith("Quill")) {
            deliveries.check(warm, seen);
        }
        return seen.rate();
    }

    private static double cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(spent -> spent.toMillis() / 1000.0)
                .orElse(0.0);
    }

    /** Calls with ids of their own; every tenth is sent again at once, on the next connection. */
    private static final class Deliveries implements Supplier<byte[]> {
        private final String padding;
        private long next = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
        private long distinct;
        private long repeated;
        private byte[] last = new byte[0];
        private boolean repeat;

        Deliveries(int bytes) {
            this.padding = "x".repeat(bytes - body(next, "").length());
        }

        @Override
        public byte[] get() {
            if (repeat) {
                repeat = false;
                repeated++;
                return last;
            }
            distinct++;
            repeat = distinct % 10 == 0;
            last = request(body(next++, padding));
            return last;
        }

        void check(Load.Seen... all) {
            long accepted = 0;
            long duplicates = 0;
            long failed = 0;
            for (Load.Seen seen : all) {
                accepted += seen.accepted;
                duplicates += seen.duplicates;
                failed += seen.failed;
            }
            if (accepted != distinct || duplicates != repeated || failed > 0) {
                throw new IllegalStateException(
                        "Of %d events and %d repeats, %d were accepted, %d duplicates, %d failed"
                                .formatted(distinct, repeated, accepted, duplicates, failed));
            }
        }

        private static byte[] request(String body) {
            return ("POST /webhook/aloware HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: GuzzleHttp/7\r\n"
                            + "Authorization: Bearer "
                            + TOKEN
                            + "\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length()
                            + "\r\n\r\n"
                            + body)
                    .getBytes(UTF_8);
        }

        private static String body(long id, String padding) {
            return """
            {"event":"OutboundPhoneCall-DispositionCompleted","body":{"id":%d,"company_id":1234,\
            "campaign_id":77,"ring_group_id":8465,"owner_id":-1,"user_id":4711,"contact_id":99,\
            "incoming_number":"+15550100","lead_number":"+15550101","destination_number":\
            "client:agent4711","direction":2,"type":1,"attempt":1,"current_status2":9,\
            "disposition_status2":4,"duration":70,"talk_time":63,"wait_time":7,\
            "created_at":"2026-11-20 20:58:44","metadata":"%s"}}"""
                    .formatted(id, padding);
        }
    }
}
