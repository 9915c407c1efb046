package io.quill.records.pull.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Against a server that answers with bytes of its choice, and then keeps the line open. */
@Timeout(30)
class StreamingTransportTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<Socket> open = new ArrayList<>();
    private final ServerSocket server = listening();
    private final StreamingTransport streamingTransport = new StreamingTransport();
    private final RequestMeter requestMeter = new RequestMeter();

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        streamingTransport.close();
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void answering(String answer) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                Socket socket = server.accept();
                                open.add(socket);
                                socket.getOutputStream().write(answer.getBytes(UTF_8));
                                socket.getOutputStream().flush();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    private String get(Duration patience) throws IOException, InterruptedException {
        return streamingTransport.send(
                URI.create("http://127.0.0.1:" + server.getLocalPort() + "/list"),
                Map.of("Accept", "application/json"),
                patience,
                requestMeter,
                (status, _, body) -> status + " " + new String(body.readAllBytes(), UTF_8));
    }

    @Test
    void handsOverWhatComes() throws Exception {
        answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(get(LONG)).isEqualTo("200 {}");
        assertThat(requestMeter.statistics().bytes()).isEqualTo(2);
    }

    @Test
    void waitsNoLongerThanItsPatienceForAnAnswer() {
        answering("");

        assertThatThrownBy(() -> get(SHORT)).isInstanceOf(IOException.class);
    }

    @Test
    void waitsNoLongerThanItsPatienceForTheRestOfIt() {
        answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Records\":[");

        assertThatThrownBy(() -> get(SHORT)).isInstanceOf(IOException.class);
    }

    @Test
    void takesARedirectForAnAnswer() throws Exception {
        answering(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");

        assertThat(get(LONG)).isEqualTo("302 ");
    }
}
