package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import io.quill.events.ledger.Ledger;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.sandbox.Sandbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a person is told of a Quill that pushes nothing. */
@Timeout(120)
class NoticesOfStandstillTest {
    /** Noon, since nothing is told of a day in the first minutes of the next one. */
    private static final InstantSource NOON = () -> Instant.parse("2026-03-03T12:00:00Z");

    private static final Instant THE_DAY_BEFORE = Instant.parse("2026-03-02T15:00:00Z");

    private static final List<String> SUM =
            List.of("2026-03-02 (UTC)", "aloware: 3 received", "+ 3 ignored");

    @TempDir private Path first;
    @TempDir private Path second;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private final DataStore store = new MemoryStore(NOON);

    @Test
    void theDaysSumIsToldOnceWhereThereIsNoPowerBi() throws Exception {
        assertThat(told(Map.of())).singleElement().asString().contains(SUM);
    }

    @Test
    void theDaysSumIsToldOnceWhilePowerBiIsOutOfReach() throws Exception {
        assertThat(told(outOfReach())).singleElement().asString().contains(SUM);
    }

    @Test
    void theDaysSumIsToldOnceWhileADatasetIsRebuilt() throws Exception {
        for (String right : List.of(PushFactory.PRECEDENCE, PushFactory.LEASE)) {
            assertThat(new Lease(store, NOON, right, Duration.ofMinutes(1)).acquire()).isPresent();
        }

        assertThat(told(outOfReach())).singleElement().asString().contains(SUM);
    }

    /** By two replicas that run at once. */
    private List<String> told(Map<String, String> environment) throws Exception {
        new Ledger(store, NOON, Duration.ofDays(14)).ignore("aloware", THE_DAY_BEFORE, 3);
        HttpServer person = person();
        try (RunningQuill one = house(first, environment, person);
                RunningQuill other = house(second, environment, person)) {
            RunningQuill.await(() -> !heard.isEmpty());
            assertThat(one.get(one.port, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(other.get(other.port, "/health/ready").statusCode()).isEqualTo(200);
            return List.copyOf(heard);
        } finally {
            person.stop(0);
        }
    }

    /** Where nobody listens. */
    private static Map<String, String> outOfReach() throws IOException {
        String nowhere = "http://127.0.0.1:" + RunningQuill.freePort();
        return Map.of(
                "POWERBI_API_URL", nowhere,
                "POWERBI_AUTHORITY", nowhere,
                "POWERBI_TENANT_ID", Sandbox.TENANT,
                "POWERBI_CLIENT_ID", Sandbox.CLIENT_ID,
                "POWERBI_CLIENT_SECRET", Sandbox.CLIENT_SECRET,
                "POWERBI_WORKSPACE_ID", Sandbox.WORKSPACE);
    }

    private RunningQuill house(Path directory, Map<String, String> environment, HttpServer person)
            throws IOException {
        return new RunningQuill.Plan(directory)
                .all(environment)
                .set("NOTIFY_URL", "http://127.0.0.1:" + person.getAddress().getPort() + "/chat")
                .on(store, NOON)
                .open();
    }

    private HttpServer person() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/chat",
                exchange -> {
                    heard.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }
}
