package io.quill.house;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import io.quill.ledger.Ledger;
import io.quill.store.DataStore;
import io.quill.store.memory.MemoryStore;

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
import java.util.concurrent.CopyOnWriteArrayList;

/** What a person is told of a Quill that has no Power BI yet. */
@Timeout(120)
class TellingTest {
    /** Noon, since nothing is told of a day in the first minutes of the next one. */
    private static final InstantSource NOON = () -> Instant.parse("2026-03-03T12:00:00Z");

    private static final Instant THE_DAY_BEFORE = Instant.parse("2026-03-02T15:00:00Z");

    @TempDir private Path first;
    @TempDir private Path second;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void theDaysSumIsToldOnceThoughNobodyPushes() throws Exception {
        DataStore store = new MemoryStore(NOON);
        new Ledger(store, NOON, Duration.ofDays(14)).ignore("aloware", THE_DAY_BEFORE, 3);
        HttpServer person = person();
        try (RunningHouse one = house(first, store, person);
                RunningHouse other = house(second, store, person)) {
            RunningHouse.await(() -> !heard.isEmpty());

            assertThat(heard)
                    .singleElement()
                    .asString()
                    .contains("2026-03-02 (UTC)", "aloware: 3 received", "+ 3 ignored");
            assertThat(one.get(one.port, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(other.get(other.port, "/health/ready").statusCode()).isEqualTo(200);
        } finally {
            person.stop(0);
        }
    }

    private static RunningHouse house(Path directory, DataStore store, HttpServer person)
            throws IOException {
        return new RunningHouse.Plan(directory)
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
