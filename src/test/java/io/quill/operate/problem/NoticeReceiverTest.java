package io.quill.operate.problem;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.logging.RepeatedMessageLog;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who listens over HTTP, and is away at first. */
class NoticeReceiverTest {
    private static final ActiveProblem STALE =
            new ActiveProblem("a stale roster", "The ring group was last read 130 minutes ago.");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final JdkHttpTransport wire = new JdkHttpTransport();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile int status = 503;
    private HttpServer receiver;
    private ProblemNotifier problemNotifier;

    @BeforeEach
    void listen() throws IOException {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        receiver = HttpServer.create(anywhere, 0);
        receiver.createContext(
                "/",
                exchange -> {
                    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    if (status == 200) {
                        heard.add(body);
                    }
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        receiver.start();
        URI address = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/chat");
        RepeatedMessageLog repeatedMessageLog =
                new RepeatedMessageLog(NoticeReceiverTest.class, clock);
        problemNotifier =
                new ProblemNotifier(
                        new MemoryStore(clock),
                        new WebhookMessenger(wire, () -> address, repeatedMessageLog),
                        Duration.ofMinutes(2),
                        clock);
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
        wire.close();
    }

    private void afterMinutes(int minutes, ActiveProblem... concerns) {
        clock.advance(Duration.ofMinutes(minutes));
        problemNotifier.update(List.of(concerns));
    }

    @Test
    void hearsOnceWhatLastsAndOnceThatItIsOver() {
        afterMinutes(0, STALE);
        afterMinutes(3, STALE);
        assertThat(heard).isEmpty();

        status = 200;
        afterMinutes(1, STALE);
        afterMinutes(1, STALE);
        afterMinutes(1);
        afterMinutes(1);

        assertThat(heard)
                .containsExactly(
                        """
                        {"title":"Quill: a stale roster",\
                        "text":"The ring group was last read 130 minutes ago."}""",
                        """
                        {"title":"Quill: over: a stale roster","text":"It lasted 6 min. It was: \
                        The ring group was last read 130 minutes ago."}""");
    }
}
