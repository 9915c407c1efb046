package io.quill.fuzz;

import io.quill.app.AdminClient;
import io.quill.app.RunningQuill;
import io.quill.app.SampleDeliveries;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

/** A sender and an operator who go on with their work while Quill is fuzzed. */
final class LegitimateUsers implements AutoCloseable {
    private static final long FIRST_ID = 90_000_000;
    private static final int OPERATOR_EVERY = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final HttpClient http;
    private final Findings findings;
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final Thread thread;
    private volatile boolean over;

    LegitimateUsers(int port, HttpClient http, Findings findings) {
        this.port = port;
        this.http = http;
        this.findings = findings;
        this.thread = Thread.ofVirtual().start(this::work);
    }

    private void work() {
        for (int i = 0; !over; i++) {
            try {
                deliver(FIRST_ID + i);
                if (i % OPERATOR_EVERY == 0) {
                    look();
                }
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (IOException e) {
                findings.add("a legitimate user gets no answer", e.toString());
            } catch (InterruptedException _) {
                over = true;
            }
        }
    }

    private void deliver(long id) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request("/webhook/aloware")
                        .header("Authorization", "Bearer " + RunningQuill.TOKEN)
                        .POST(BodyPublishers.ofString(SampleDeliveries.call(id, "9001")));
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() == 202) {
            acknowledged.add("ALOWARE:" + id);
        } else {
            findings.add("a delivery is answered " + answer.statusCode(), answer.body());
        }
    }

    private void look() throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request("/admin/status").header("X-Admin-Key", AdminClient.KEY);
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            findings.add("the operator is answered " + answer.statusCode(), answer.body());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE);
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Returns after the last delivery was answered. */
    void stop() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
