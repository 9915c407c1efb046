package io.quill.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.quill.app.AdminClient;
import io.quill.app.RunningQuill;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bytes that are HTTP only nearly: request lines, headers, lengths, chunks, pipelines. */
final class RawHttpCases implements CaseGenerator {
    private static final List<String> TARGETS =
            List.of(
                    "/webhook/aloware",
                    "/webhook/../admin/status",
                    "/webhook/%2e%2e/admin/status",
                    "/webhook/..;/admin/status",
                    "//admin/status",
                    "/admin/./status",
                    "/admin%2fstatus",
                    "/%00",
                    "/%zz",
                    "/\\..\\admin",
                    "/" + "a".repeat(5_000),
                    "*",
                    "http://127.0.0.1/health/live",
                    "http://evil.example:99999/",
                    "127.0.0.1:80",
                    "",
                    "/health/live#x",
                    "/health/live?" + "&".repeat(2_000),
                    "/\u00ff\u00fe",
                    "/console/live",
                    "/metrics");

    private static final List<String> METHODS =
            List.of(
                    "GET",
                    "POST",
                    "HEAD",
                    "OPTIONS",
                    "TRACE",
                    "CONNECT",
                    "PATCH",
                    "get",
                    "G\0T",
                    "",
                    "PRI",
                    "M".repeat(3_000));

    private static final List<String> VERSIONS =
            List.of("HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "HTTP/1.1 x", "http/1.1", "");

    private static final List<String> HEADERS =
            List.of(
                    "Host: a\r\nHost: b\r\n",
                    "Host:\r\n",
                    "Host: a:b:c\r\n",
                    "Host : q\r\n",
                    " Host: q\r\n",
                    "",
                    "Host: q\r\n X: folded\r\n",
                    "Host: q\r\nX\0Y: z\r\n",
                    "Host: q\r\nX-\u00e9: z\r\n",
                    "Host: q\nX: y\n",
                    "Host: q\r\n: nameless\r\n",
                    "Host: q\r\nno-colon\r\n",
                    "Host: q\r\nX: " + "x".repeat(9_000) + "\r\n",
                    "Host: q\r\n" + "A: b\r\n".repeat(1_500));

    private static final List<String> LENGTHS =
            List.of(
                    "Content-Length: 5\r\nContent-Length: 6\r\n",
                    "Content-Length: 5, 6\r\n",
                    "Content-Length: +5\r\n",
                    "Content-Length: -5\r\n",
                    "Content-Length: 0x5\r\n",
                    "Content-Length: 99999999999999999999\r\n",
                    "Content-Length: 2147483648\r\n",
                    "Content-Length: \r\n",
                    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: gzip\r\n",
                    "Transfer-Encoding: chunked, gzip\r\n",
                    "Transfer-Encoding: chunked, chunked\r\n",
                    "Transfer-Encoding: xchunked\r\n",
                    "Transfer-Encoding : chunked\r\n",
                    "Transfer-Encoding: identity\r\n",
                    "Transfer-Encoding:\u000bchunked\r\n");

    private static final List<String> CHUNKS =
            List.of(
                    "zz\r\nhello\r\n0\r\n\r\n",
                    "-1\r\nhello\r\n0\r\n\r\n",
                    "5;ext=\"\0\"\r\nhello\r\n0\r\n\r\n",
                    "5\r\nhelloX\r\n0\r\n\r\n",
                    "ffffffffffffffff\r\nhello",
                    "80000000\r\nhello",
                    "5 \r\nhello\r\n0\r\n\r\n",
                    "05\nhello\n0\n\n",
                    "0\r\nX-Trailer: " + "x".repeat(9_000) + "\r\n\r\n",
                    "1;" + "e".repeat(20_000) + "\r\nx\r\n0\r\n\r\n",
                    "1\r\nx\r\n".repeat(3_000) + "0\r\n\r\n");

    /** What a body says that would be a request by itself. */
    private static final String INNER =
            "GET /health/live HTTP/1.1\r\nHost: inner\r\nConnection: close\r\n\r\n";

    @Override
    public FuzzCase next(Random random) {
        TextMutator texts = new TextMutator(random);
        return switch (random.nextInt(8)) {
            case 0 -> broken("request line", line(texts), 1);
            case 1 ->
                    broken(
                            "headers",
                            "GET /health/live HTTP/1.1\r\n" + texts.one(HEADERS) + "\r\n",
                            1);
            case 2 -> broken("length", head(texts.one(LENGTHS)) + INNER, 1);
            case 3 ->
                    answered("chunks", head("Transfer-Encoding: chunked\r\n") + texts.one(CHUNKS));
            case 4 -> pipelined(random, texts);
            case 5 -> damaged(random);
            case 6 -> cut(random);
            default -> noise(random);
        };
    }

    private static String line(TextMutator texts) {
        return texts.one(METHODS)
                + " "
                + texts.one(TARGETS)
                + " "
                + texts.one(VERSIONS)
                + "\r\nHost: q\r\nX-Admin-Key: "
                + AdminClient.KEY
                + "\r\n\r\n";
    }

    private static String head(String framing) {
        return "POST /webhook/aloware HTTP/1.1\r\nHost: q\r\nAuthorization: Bearer "
                + RunningQuill.TOKEN
                + "\r\n"
                + framing
                + "\r\n";
    }

    private static FuzzCase broken(String kind, String text, int mostAnswers) {
        return FuzzCase.broken("http " + kind, text.getBytes(ISO_8859_1), mostAnswers);
    }

    /** The head is right, so whoever sent it waits for a word about the rest. */
    private static FuzzCase answered(String kind, String text) {
        return FuzzCase.whole("http " + kind, text.getBytes(ISO_8859_1));
    }

    private static FuzzCase pipelined(Random random, TextMutator texts) {
        int requests = 1 + random.nextInt(50);
        String all =
                ("GET /health/live HTTP/1.1\r\nHost: q\r\n\r\n"
                                + head("Content-Length: 2\r\n")
                                + "{}")
                        .repeat(requests);
        return broken("pipeline", all + (texts.once(2) ? INNER : line(texts)), 2 * requests + 1);
    }

    private static byte[] valid(Random random) {
        return (random.nextBoolean() ? new WebhookCases() : new Ticket()).next(random).bytes();
    }

    private static FuzzCase damaged(Random random) {
        byte[] bytes = valid(random);
        int head = Math.min(bytes.length, 400);
        for (int i = random.nextInt(5); i >= 0; i--) {
            bytes[random.nextInt(head)] = (byte) random.nextInt(256);
        }
        return FuzzCase.broken("http damaged", bytes, 50);
    }

    private static FuzzCase cut(Random random) {
        byte[] bytes = valid(random);
        return FuzzCase.broken(
                "http cut", Arrays.copyOf(bytes, random.nextInt(Math.min(bytes.length, 2_000))), 1);
    }

    private static FuzzCase noise(Random random) {
        byte[] bytes = new byte[random.nextInt(3_000)];
        random.nextBytes(bytes);
        if (random.nextInt(3) == 0 && bytes.length > 3) {
            System.arraycopy(new byte[] {0x16, 3, 1}, 0, bytes, 0, 3);
        }
        return FuzzCase.broken("http noise", bytes, 1);
    }

    /** A question that has no body. */
    private static final class Ticket implements CaseGenerator {
        @Override
        public FuzzCase next(Random random) {
            return FuzzCase.whole(
                    "",
                    new RequestBuilder("GET", "/admin/status")
                            .header("X-Admin-Key", AdminClient.KEY)
                            .odd(random)
                            .bytes());
        }
    }
}
