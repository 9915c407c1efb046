package io.quill.records.warehouse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** Of S3 what putting an object needs: the path, a signature, and bodies in signed chunks. */
final class FakeBucket implements AutoCloseable {
    private final HttpServer server;
    private final String name;
    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private volatile boolean refusing;

    FakeBucket(String name) {
        this.name = name;
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    Set<String> keys() {
        return objects.keySet();
    }

    byte[] object(String key) {
        return objects.getOrDefault(key, new byte[0]);
    }

    void refuse(boolean now) {
        refusing = now;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        String key = path.substring(name.length() + 2);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        boolean fine =
                !refusing
                        && exchange.getRequestMethod().equals("PUT")
                        && path.startsWith("/" + name + "/")
                        && authorization != null
                        && authorization.contains("us-east-1/s3/aws4_request");
        if (fine) {
            String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
            boolean chunked = encoding != null && encoding.contains("aws-chunked");
            objects.put(key, chunked ? joined(body) : body);
        }
        exchange.sendResponseHeaders(fine ? 200 : 403, -1);
        exchange.close();
    }

    /** Each chunk is its length in hexadecimal digits, perhaps a signature, a line, and itself. */
    private static byte[] joined(byte[] body) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        InputStream chunks = new ByteArrayInputStream(body);
        for (int length = length(chunks); length > 0; length = length(chunks)) {
            whole.write(chunks.readNBytes(length));
            chunks.skipNBytes(2);
        }
        return whole.toByteArray();
    }

    private static int length(InputStream chunks) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = chunks.read(); c != '\n'; c = chunks.read()) {
            line.append((char) c);
        }
        return Integer.parseInt(line.toString().strip().replaceFirst(";.*", ""), 16);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
