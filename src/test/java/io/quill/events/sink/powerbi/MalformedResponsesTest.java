package io.quill.events.sink.powerbi;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Answers that are odd on the wire, from a server that writes what it likes. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MalformedResponsesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final byte[] EMPTY = {};

    private interface Service {
        void serve(Socket socket) throws IOException, InterruptedException;
    }

    @Test
    void headersThatDripEnd() throws Exception {
        assertThat(posted(socket -> drip(socket, "HTTP/1.1 200 OK\r\nX: " + "y".repeat(9_000))))
                .isInstanceOf(SendResult.NoReply.class);
    }

    @Test
    void aBodyThatDripsEnds() throws Exception {
        assertThat(
                        posted(
                                socket ->
                                        drip(
                                                socket,
                                                "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"
                                                        + " ".repeat(9_000))))
                .isInstanceOf(SendResult.NoReply.class);
    }

    @Test
    void aBodyWithoutEndIsNotReadOn() throws Exception {
        assertThat(posted(socket -> flood(socket, "")))
                .isInstanceOfSatisfying(
                        SendResult.NoReply.class,
                        reply -> assertThat(reply.why()).contains("more than 262144 bytes"));
    }

    @Test
    void anAnswerToAQueryMayHaveSixteenMegabytesAndNoMore() throws Exception {
        PowerBiRequest query =
                new PowerBiRequest("POST", "/v1.0/x/executeQueries", "", Map.of(), EMPTY);

        assertThat(sent("http", query, Duration.ofSeconds(30), socket -> flood(socket, "")))
                .isInstanceOfSatisfying(
                        SendResult.NoReply.class,
                        reply -> assertThat(reply.why()).contains("more than 16777216 bytes"));
    }

    @Test
    void aBombIsNotUnpacked() throws Exception {
        byte[] bomb = packed(new byte[64 << 20]);

        assertThat(
                        posted(
                                socket -> {
                                    OutputStream out = socket.getOutputStream();
                                    out.write(
                                            ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
                                                            + "Content-Length: "
                                                            + bomb.length
                                                            + "\r\n\r\n")
                                                    .getBytes(US_ASCII));
                                    out.write(bomb);
                                    out.flush();
                                }))
                .isInstanceOf(SendResult.NoReply.class);
    }

    @Test
    void aBodyShorterThanItsLengthIsDoubt() throws Exception {
        assertThat(
                        posted(
                                socket ->
                                        write(
                                                socket,
                                                "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{}")))
                .isInstanceOf(SendResult.NoReply.class);
    }

    @Test
    void aBodyLongerThanItsLengthIsCutAndLeavesDoubt() throws Exception {
        SendResult sendResult =
                posted(
                        socket ->
                                write(
                                        socket,
                                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{\"value\":[]}"));

        assertThat(new PushResultMapper(java.time.InstantSource.system()).map(sendResult))
                .isInstanceOf(io.quill.events.sink.PushResult.Doubt.class);
    }

    @Test
    void aLengthThatIsNoNumberIsDoubt() throws Exception {
        assertThat(posted(socket -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n")))
                .isInstanceOf(SendResult.NoReply.class);
    }

    @Test
    void noBodyWithoutALengthIsAYes() throws Exception {
        SendResult sendResult = posted(socket -> write(socket, "HTTP/1.1 200 OK\r\n\r\n"));

        assertThat(new PushResultMapper(java.time.InstantSource.system()).map(sendResult))
                .isInstanceOf(io.quill.events.sink.PushResult.Taken.class);
    }

    @Test
    void nothingWasSentWhereNoSecureConnectionCameAbout() throws Exception {
        Service silent = socket -> Thread.sleep(Duration.ofSeconds(30));
        Service plain = socket -> write(socket, "HTTP/1.1 400 Bad Request\r\n\r\n");
        Service closing = Socket::close;
        Service dripping =
                socket -> drip(socket, "\u0016\u0003\u0003\u0010\u0000" + "x".repeat(4_000));

        for (Service service : new Service[] {silent, plain, closing, dripping}) {
            assertThat(sent("https", post(), PATIENCE, service))
                    .isInstanceOf(SendResult.Unsent.class);
        }
    }

    private static PowerBiRequest post() {
        return new PowerBiRequest(
                "POST", "/v1.0/rows", "", Map.of("Accept-Encoding", "gzip"), new byte[9]);
    }

    private static SendResult posted(Service service) throws Exception {
        return sent("http", post(), PATIENCE, service);
    }

    private static void drip(Socket socket, String answer)
            throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        for (byte each : answer.getBytes(US_ASCII)) {
            out.write(each);
            out.flush();
            Thread.sleep(Duration.ofMillis(200));
        }
    }

    private static void flood(Socket socket, String header) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(
                ("HTTP/1.1 200 OK\r\n" + header + "Transfer-Encoding: chunked\r\n\r\n")
                        .getBytes(US_ASCII));
        byte[] spaces = new byte[1 << 16];
        while (true) {
            out.write("10000\r\n".getBytes(US_ASCII));
            out.write(spaces);
            out.write("\r\n".getBytes(US_ASCII));
        }
    }

    private static void write(Socket socket, String answer) throws IOException {
        socket.getOutputStream().write(answer.getBytes(US_ASCII));
        socket.getOutputStream().flush();
        socket.shutdownOutput();
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static SendResult sent(
            String scheme, PowerBiRequest powerBiRequest, Duration patience, Service service)
            throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                DefaultCamelContext camel = new DefaultCamelContext()) {
            Thread.ofVirtual().start(() -> serve(server, service));
            String origin = scheme + "://127.0.0.1:" + server.getLocalPort();
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(CamelTransport.ROUTE)
                                    .errorHandler(noErrorHandler())
                                    .to(CamelTransport.Http.endpoint(origin, patience));
                        }
                    });
            camel.start();
            return new CamelTransport(camel.createProducerTemplate()).send(powerBiRequest);
        }
    }

    private static void serve(ServerSocket server, Service service) {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            in.readNBytes(1);
            service.serve(socket);
        } catch (IOException | InterruptedException _) {
            // the test is over, or the client has had enough
        }
    }
}
