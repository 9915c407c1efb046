package io.quill.events.sink.powerbi;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A service that takes a connection, and only so much of what is sent. */
// a write that hangs cannot be interrupted
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StalledUploadTest {
    /** More than what the sockets of both sides keep. */
    private static final byte[] LARGE = new byte[24_000_000];

    private interface Service {
        void serve(Socket socket) throws IOException, InterruptedException;
    }

    @Test
    void leavesDoubtWhenNobodyReadsOn() throws Exception {
        SendResult sendResult = sent(Duration.ofMillis(500), _ -> {});

        assertThat(sendResult).isInstanceOf(SendResult.NoReply.class);
    }

    @Test
    void takesItsTimeAsLongAsSomethingIsRead() throws Exception {
        SendResult sendResult =
                sent(
                        Duration.ofSeconds(3),
                        socket -> {
                            InputStream in = socket.getInputStream();
                            for (int part = 0; part < 4; part++) {
                                in.readNBytes(LARGE.length / 4);
                                Thread.sleep(Duration.ofSeconds(1));
                            }
                            socket.getOutputStream()
                                    .write(
                                            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                                                    .getBytes(StandardCharsets.US_ASCII));
                        });

        assertThat(sendResult).isInstanceOf(SendResult.Answer.class);
    }

    private static SendResult sent(Duration patience, Service service) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                DefaultCamelContext camel = new DefaultCamelContext()) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    service.serve(server.accept());
                                } catch (IOException | InterruptedException _) {
                                    // the test is over
                                }
                            });
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(CamelTransport.ROUTE)
                                    .errorHandler(noErrorHandler())
                                    .to(
                                            CamelTransport.Http.endpoint(
                                                    "http://127.0.0.1:" + server.getLocalPort(),
                                                    patience));
                        }
                    });
            camel.start();
            return new CamelTransport(camel.createProducerTemplate())
                    .send(new PowerBiRequest("POST", "/v1.0/rows", "", Map.of(), LARGE));
        }
    }
}
