package io.quill.sandbox.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** HTTP server on loopback, a port for each handler. */
public final class SandboxServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int WORTH_PACKING = 1024;
    private static final int MOST = 64 << 20;
    private static final int FLOOD = 64 << 10;
    private static final Duration DRIPS_EVERY = Duration.ofMillis(200);

    private final System.Logger log = System.getLogger(SandboxServer.class.getName());
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Vertx vertx =
            Vertx.vertx(
                    new VertxOptions()
                            .setEventLoopPoolSize(2)
                            .setFileSystemOptions(
                                    new FileSystemOptions()
                                            .setClassPathResolvingEnabled(false)
                                            .setFileCachingEnabled(false)));

    /** Listens on a port of loopback, 0 for any that is free. */
    public URI open(int port, RequestHandler site) {
        var options =
                new HttpServerOptions()
                        .setHandle100ContinueAutomatically(true)
                        .setMaxInitialLineLength(1 << 15)
                        .setMaxHeaderSize(1 << 16);
        var server = vertx.createHttpServer(options).requestHandler(each -> take(each, site));
        int bound = settled(server.listen(port, LOOPBACK)).actualPort();
        return URI.create("http://" + LOOPBACK + ":" + bound);
    }

    private void take(HttpServerRequest incoming, RequestHandler site) {
        String length = incoming.getHeader("Content-Length");
        if (length != null && Long.parseLong(length) > MOST) {
            incoming.response().setStatusCode(413).putHeader("Connection", "close").end();
            return;
        }
        incoming.body()
                .onSuccess(body -> requests.execute(() -> answer(incoming, body, site)))
                .onFailure(_ -> incoming.connection().close());
    }

    // a fault of the stand-in itself must show as one, and not as a caller's time-out
    private void answer(HttpServerRequest incoming, Buffer body, RequestHandler site) {
        SandboxReply sandboxReply;
        try {
            sandboxReply = site.answer(request(incoming, body));
        } catch (RuntimeException e) {
            log.log(System.Logger.Level.ERROR, "the sandbox failed to answer", e);
            sandboxReply = SandboxReply.empty(500).with("X-Sandbox-Fault", "see the sandbox's log");
        }
        send(incoming, sandboxReply);
    }

    private static SandboxRequest request(HttpServerRequest incoming, Buffer body) {
        Map<String, String> headers = new HashMap<>();
        incoming.headers()
                .forEach(header -> headers.put(lower(header.getKey()), header.getValue()));
        return new SandboxRequest(
                incoming.method().name(),
                Objects.requireNonNullElse(incoming.path(), "*"),
                Objects.requireNonNullElse(incoming.query(), ""),
                headers,
                body.getBytes());
    }

    private static void send(HttpServerRequest incoming, SandboxReply sandboxReply) {
        switch (sandboxReply) {
            case SandboxReply.Silence() -> {}
            case SandboxReply.Drop() -> incoming.connection().close();
            case SandboxReply.Drip() -> writeEndlessly(incoming, 1, DRIPS_EVERY);
            case SandboxReply.Endless() -> writeEndlessly(incoming, FLOOD, Duration.ZERO);
            case SandboxReply.Answer answer -> send(incoming, answer);
        }
    }

    /** Goes on until the caller closes the connection. */
    private static void writeEndlessly(HttpServerRequest incoming, int bytes, Duration pause) {
        HttpServerResponse response = incoming.response().setChunked(true);
        Buffer spaces = Buffer.buffer(" ".repeat(bytes));
        try {
            while (!response.closed()) {
                var _ = settled(response.write(spaces));
                Thread.sleep(pause);
            }
        } catch (InterruptedException | RuntimeException _) {
            incoming.connection().close();
        }
    }

    private static void send(HttpServerRequest incoming, SandboxReply.Answer answer) {
        HttpServerResponse response = incoming.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        String accepted = incoming.getHeader("Accept-Encoding");
        byte[] body = answer.body();
        if (accepted != null && lower(accepted).contains("gzip") && body.length > WORTH_PACKING) {
            response.putHeader("Content-Encoding", "gzip");
            body = packed(body);
        }
        response.end(Buffer.buffer(body));
    }

    private static byte[] packed(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("packing in memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static <T> T settled(Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The sandbox's port is taken; choose another.", e);
        }
    }

    @Override
    public void close() {
        requests.shutdownNow();
        var _ = settled(vertx.close());
    }
}
