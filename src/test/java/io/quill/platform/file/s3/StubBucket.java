package io.quill.platform.file.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** Of S3 what files need: objects put, listed two at a time, read and deleted, all signed. */
public final class StubBucket implements AutoCloseable {
    private static final int A_PAGE = 2;

    public final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final HttpServer server;
    private final String name;
    private final String region;
    public volatile boolean refusing;

    public StubBucket(String name) throws IOException {
        this(name, "us-east-1");
    }

    public StubBucket(String name, String region) throws IOException {
        this.name = name;
        this.region = region;
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        String key = path.substring(Math.min(path.length(), name.length() + 2));
        if (refusing || !isSigned(exchange) || !path.startsWith("/" + name)) {
            reply(exchange, 403, "<Error><Code>AccessDenied</Code></Error>".getBytes(UTF_8));
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                objects.put(key, isChunked(exchange) ? joined(body) : body);
                reply(exchange, 200, new byte[0]);
            }
            case "DELETE" -> {
                objects.remove(key);
                reply(exchange, 204, new byte[0]);
            }
            default -> read(exchange, key);
        }
    }

    private void read(HttpExchange exchange, String key) throws IOException {
        if (key.isEmpty()) {
            reply(exchange, 200, listing(exchange.getRequestURI().getRawQuery()).getBytes(UTF_8));
        } else if (objects.containsKey(key)) {
            reply(exchange, 200, objects.getOrDefault(key, new byte[0]));
        } else {
            reply(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>".getBytes(UTF_8));
        }
    }

    private String listing(String query) {
        String prefix = parameter(query, "prefix");
        String after = parameter(query, "continuation-token");
        var keys =
                objects.keySet().stream()
                        .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                        .toList();
        var page = keys.stream().limit(A_PAGE).toList();
        boolean more = keys.size() > A_PAGE;
        String next =
                more
                        ? "<NextContinuationToken>%s</NextContinuationToken>"
                                .formatted(page.getLast())
                        : "";
        return page.stream()
                .map(
                        key ->
                                "<Contents><Key>%s</Key><Size>%d</Size></Contents>"
                                        .formatted(
                                                key, objects.getOrDefault(key, new byte[0]).length))
                .collect(
                        Collectors.joining(
                                "",
                                "<ListBucketResult><IsTruncated>" + more + "</IsTruncated>" + next,
                                "</ListBucketResult>"));
    }

    private static String parameter(String query, String wanted) {
        for (String each : List.of(query.split("&"))) {
            if (each.startsWith(wanted + "=")) {
                return URLDecoder.decode(each.substring(wanted.length() + 1), UTF_8);
            }
        }
        return "";
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private boolean isSigned(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return authorization != null && authorization.contains(region + "/s3/aws4_request");
    }

    private static boolean isChunked(HttpExchange exchange) {
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        return encoding != null && encoding.contains("aws-chunked");
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
