package io.quill.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Against a server that answers with bytes of its choice, and then keeps the line open. */
@Timeout(30)
class JdkHttpExchangeTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<Socket> open = new ArrayList<>();
    private final ServerSocket server = listening();
    private final JdkHttpTransport http = new JdkHttpTransport();

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        http.close();
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

    private URI list() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/list");
    }

    private String get(Duration patience) throws IOException, InterruptedException {
        return http.exchange(
                RestRequest.get(list()),
                patience,
                (status, _, body) -> status + " " + new String(body.readAllBytes(), UTF_8));
    }

    @Test
    void handsOverWhatComes() throws Exception {
        answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(get(LONG)).isEqualTo("200 {}");
    }

    @Test
    void waitsNoLongerThanItsPatienceForAnAnswer() {
        answering("");

        assertThatThrownBy(() -> get(SHORT)).isInstanceOf(IOException.class);
    }

    @Test
    void waitsNoLongerThanItsPatienceForTheRestOfIt() {
        answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Records\":[");

        assertThatThrownBy(() -> get(SHORT)).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void tellsAnAnswerThatBreaksOffFromOneThatIsLate() {
        answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n");

        assertThatThrownBy(() -> get(LONG))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void sendsOfADrippingAnswerNothingButThatItIsLate() {
        answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
        try (JdkHttpTransport brief = new JdkHttpTransport(LONG, Duration.ofSeconds(1))) {
            assertThat(brief.send(RestRequest.get(list())))
                    .isEqualTo(new RestResult.NoAnswer("no answer within 1 s"));
        }
    }

    @Test
    void readsNoMoreThanItMay() throws IOException {
        byte[] three = {1, 2, 3};

        assertThat(JdkHttpTransport.readAtMost(3, new ByteArrayInputStream(three)))
                .isEqualTo(three);
        assertThatThrownBy(() -> JdkHttpTransport.readAtMost(2, new ByteArrayInputStream(three)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void takesARedirectForAnAnswer() throws Exception {
        answering(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");

        assertThat(get(LONG)).isEqualTo("302 ");
    }
}
