package io.quill.bench;

import io.quill.app.SampleDeliveries;
import io.quill.sandbox.Sandbox;
import io.quill.storm.Server;

import org.HdrHistogram.Histogram;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** From the moment a webhook is sent until its row is in the dataset, with room in the quota. */
final class Latency {
    private static final int EVENTS = 40;
    private static final int WARM_UP = 10;
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final String TOKEN = "bench-token";

    private Latency() {}

    static void run(PrintStream out) throws Exception {
        Histogram times = new Histogram(3);
        Random random = new Random(8465);
        try (Sandbox sandbox = Sandbox.start();
                Server quill = quill(sandbox);
                HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 1; i <= WARM_UP + EVENTS; i++) {
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_500)).toNanos());
                long begun = System.nanoTime();
                send(http, quill.port, i);
                while (rows(sandbox) < i) {
                    LockSupport.parkNanos(LOOK.toNanos());
                }
                if (i > WARM_UP) {
                    times.recordValue((System.nanoTime() - begun) / 1_000_000);
                }
            }
        }
        out.printf(
                "From webhook to dataset, one event each second or so: median %,d ms, 90 %% %,d ms,"
                        + " at most %,d ms%n",
                times.getValueAtPercentile(50),
                times.getValueAtPercentile(90),
                times.getMaxValue());
    }

    private static Server quill(Sandbox sandbox) throws Exception {
        int port = Server.freePort();
        Map<String, String> environment = new HashMap<>(sandbox.environment());
        environment.put("QUILL_PORT", Integer.toString(port));
        environment.put("QUILL_HOST", "127.0.0.1");
        environment.put("ALOWARE_WEBHOOK_TOKEN", TOKEN);
        environment.put("DATA_DIR", Files.createTempDirectory("quill-bench").toString());
        return Server.start("io.quill.Quill", port, environment, "run");
    }

    private static void send(HttpClient http, int port, int id) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhook/aloware"))
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(BodyPublishers.ofString(SampleDeliveries.call(id)))
                        .build();
        if (http.send(request, BodyHandlers.discarding()).statusCode() != 202) {
            throw new IllegalStateException("The delivery was refused");
        }
    }

    private static long rows(Sandbox sandbox) {
        return sandbox.pushApi().datasets().stream()
                .mapToLong(each -> each.rows().getOrDefault("FactEvent", 0L))
                .sum();
    }
}
