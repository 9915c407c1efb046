package io.quill.storm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.sandbox.web.SandboxJson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * One Quill in a process of its own, which can be killed, put to sleep, and started again on the
 * same port.
 */
final class Replica implements AutoCloseable {
    /** Half of the start goes into better code, which no storm lasts long enough to use. */
    private static final String OPTIONS = "-XX:TieredStopAtLevel=1";

    static final String ADMIN_KEY = "storm-admin-key-of-some-length";

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int OK = 200;
    private static final String HELD = "quill_push_lease_held ";

    private final int port;
    private final Map<String, String> environment;
    private final HttpClient http;
    private Server server;
    private double spent;
    private int starts;
    private Duration slowestStart = Duration.ZERO;
    private volatile boolean up;

    private Replica(int port, Map<String, String> environment, Server server, HttpClient http) {
        this.port = port;
        this.environment = environment;
        this.server = server;
        this.http = http;
    }

    static Replica start(Map<String, String> environment, HttpClient http) {
        int port = freePort();
        Map<String, String> all = new HashMap<>(environment);
        all.put("QUILL_PORT", Integer.toString(port));
        all.put("QUILL_HOST", "127.0.0.1");
        all.put("QUILL_JAVA_OPTS", OPTIONS);
        long begun = System.nanoTime();
        Replica replica = new Replica(port, all, launched(port, all), http);
        replica.started(begun);
        return replica;
    }

    private static int freePort() {
        try {
            return Server.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no port", e);
        }
    }

    private static Server launched(int port, Map<String, String> environment) {
        try {
            return Server.start("io.quill.Quill", port, environment, "run");
        } catch (IOException e) {
            throw new UncheckedIOException("It did not start", e);
        }
    }

    private void started(long begun) {
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        slowestStart = took.compareTo(slowestStart) > 0 ? took : slowestStart;
        starts++;
        up = true;
    }

    int starts() {
        return starts;
    }

    Duration slowestStart() {
        return slowestStart;
    }

    /** CPU seconds of all its lives. */
    double spent() {
        return spent + server.cpu();
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + port);
    }

    boolean isUp() {
        return up;
    }

    /** Whether it has the lease, as far as it knows itself. */
    boolean leads() {
        return up && metrics().contains(HELD + 1);
    }

    /** Whether it knows that it has not. */
    boolean follows() {
        return up && metrics().contains(HELD + 0);
    }

    private String metrics() {
        HttpRequest request =
                HttpRequest.newBuilder(origin().resolve("/metrics")).timeout(SOON).build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Has the members of the ring group read, after whoever reads them already. */
    void syncAgents() {
        HttpRequest request =
                admin("/admin/dim-agent/sync?wait=30").POST(BodyPublishers.noBody()).build();
        Patience.until("the agents are read", () -> sent(request).statusCode() == OK);
    }

    /** What its clock shows. */
    Instant now() {
        return Instant.parse(told(admin("/admin/status")).path("now").asText());
    }

    /** Whether it knows an event as a dead letter. */
    boolean isDead(String event) {
        return sent(admin("/admin/events/" + event).build()).body().contains("\"state\":\"dead\"");
    }

    /** Has every batch that waits for an operator sent again; how many. */
    int resendHeldBatches() {
        int ruled = 0;
        for (JsonNode batch : told(admin("/admin/batches/held")).path("batches")) {
            if (!batch.has("order")) {
                told(
                        admin("/admin/batches/" + batch.path("number").asLong() + "/rule")
                                .POST(BodyPublishers.ofString("{\"ruling\":\"resend\"}")));
                ruled++;
            }
        }
        return ruled;
    }

    private HttpRequest.Builder admin(String path) {
        return HttpRequest.newBuilder(origin().resolve(path)).header("X-Admin-Key", ADMIN_KEY);
    }

    private JsonNode told(HttpRequest.Builder request) {
        HttpRequest asked = request.build();
        HttpResponse<String> answer = sent(asked);
        if (answer.statusCode() != OK) {
            throw new AssertionError(
                    asked.uri() + " is answered " + answer.statusCode() + ": " + answer.body());
        }
        return SandboxJson.read(answer.body().getBytes(UTF_8)).orElseThrow();
    }

    private HttpResponse<String> sent(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("It does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Nobody waits any more", e);
        }
    }

    /** Ends it without a warning. */
    void kill() {
        up = false;
        spent += server.cpu();
        server.kill();
    }

    /** Starts it again after a kill; it listens when this returns. */
    void revive() {
        long begun = System.nanoTime();
        server = launched(port, environment);
        started(begun);
    }

    /** Stops it in the middle of whatever it does, as a machine that is moved does. */
    void fallAsleep() {
        up = false;
        server.signal("STOP");
    }

    /** It goes on with whatever it was at, and knows nothing of the time that has passed. */
    void wakeUp() {
        server.signal("CONT");
        up = true;
    }

    @Override
    public void close() {
        server.close();
    }
}
