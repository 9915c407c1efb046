package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.logging.LogbackConfigurator;
import io.quill.platform.settings.LoggingSettings;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A request that is not HTTP is refused, and its sender cannot fill the log with stack traces. */
@Timeout(120)
class UndecodableRequestsTest {
    @TempDir private static Path directory;
    private static RunningQuill house;
    private static Path log;

    @BeforeAll
    static void open() throws Exception {
        log = directory.resolve("quill.log");
        LogbackConfigurator.apply(
                new LoggingSettings(
                        LoggingSettings.Level.INFO, LoggingSettings.Format.TEXT, Optional.of(log)));
        house = new RunningQuill.Plan(directory).open();
    }

    @AfterAll
    static void close() {
        house.close();
        LogbackConfigurator.apply(LoggingSettings.DEFAULT);
    }

    static Stream<String> requests() {
        String get = "GET /health/live HTTP/1.1\r\n";
        String post = "POST /webhook/aloware HTTP/1.1\r\nHost: q\r\n";
        String chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                "\r\n\r\n\r\n",
                "\0\1\2\3\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
                " \r\n\r\n",
                "GET\r\n\r\n",
                "GET /\r\n\r\n",
                "GET  HTTP/1.1\r\nHost: q\r\n\r\n",
                "GET / HTTP/2.0\r\nHost: q\r\n\r\n",
                "GET / FTP/1.1\r\nHost: q\r\n\r\n",
                "GET / http/1.1\r\nHost: q\r\n\r\n",
                "GET / HTTP/1.1 x\r\nHost: q\r\n\r\n",
                "G\0T / HTTP/1.1\r\nHost: q\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "M".repeat(5_000) + " / HTTP/1.1\r\nHost: q\r\n\r\n",
                "GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: q\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: q\r\n\r\n",
                "GET /\u00ff HTTP/1.1\r\nHost: q\r\n\r\n",
                "GET http://evil.example:99999/ HTTP/1.1\r\nHost: q\r\n\r\n",
                "CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: q\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: q\r\n\r\n",
                get + "Host: a:b:c\r\n\r\n",
                get + "Host : q\r\n\r\n",
                get + " Host: q\r\n\r\n",
                get + "Host: q\r\nX\0Y: z\r\n\r\n",
                get + "Host: q\r\nX-\u00e9: z\r\n\r\n",
                get + "Host: q\r\n: nameless\r\n\r\n",
                get + "Host: q\r\nno-colon\r\n\r\n",
                get + "Host: q\r\nX: " + "x".repeat(9_000) + "\r\n\r\n",
                get + "Host: q\r\n" + "A: b\r\n".repeat(1_500) + "\r\n",
                post + "Content-Length: 5, 6\r\n\r\nhello",
                post + "Content-Length: -5\r\n\r\nhello",
                post + "Content-Length: 0x5\r\n\r\nhello",
                post + "Content-Length: 99999999999999999999\r\n\r\nhello",
                post + "Content-Length: \r\n\r\nhello",
                post + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
                chunked + "zz\r\nhello\r\n0\r\n\r\n",
                chunked + "5;ext=\"\0\"\r\nhello\r\n0\r\n\r\n",
                chunked + "5\r\nhelloX\r\n0\r\n\r\n",
                chunked + "ffffffffffffffff\r\nhello",
                chunked + "0\r\nX-Trailer: " + "x".repeat(9_000) + "\r\n\r\n",
                chunked + "1;" + "e".repeat(20_000) + "\r\nx\r\n0\r\n\r\n",
                get + "Host: q\r\n\r\n" + "zz zz\r\n\r\n",
                chunked + "0\r\n\r\n" + chunked + "zz\r\n");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void leavesNoStackTrace(String request) throws Exception {
        try (RawConnection rawConnection = house.wire()) {
            rawConnection.say(request).end();
            rawConnection.drain();
        }

        assertNoStackTrace();
    }

    /** What waits in line behind a request is thrown away with the connection. */
    @Test
    void leavesNoStackTraceWhenItsConnectionEnds() throws Exception {
        String posts =
                "POST /webhook/aloware HTTP/1.1\r\nHost: q\r\nAuthorization: Bearer %s\r\n"
                                .formatted(RunningQuill.TOKEN)
                        + "Content-Length: 2\r\n\r\n{}";
        for (int i = 0; i < 20; i++) {
            try (RawConnection rawConnection = house.wire()) {
                rawConnection.say(posts.repeat(30));
            }
            try (RawConnection rawConnection = house.wire()) {
                rawConnection.say(posts.repeat(30) + "GET /x HTTP/1.1 x\r\n\r\n");
            }
        }

        RunningQuill.await(() -> logged().contains("Exception"));
        assertNoStackTrace();
    }

    private static String logged() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertNoStackTrace() throws Exception {
        assertThat(house.get(house.port, "/health/live").statusCode()).isEqualTo(200);
        assertThat(logged().lines()).noneMatch(line -> line.strip().startsWith("at "));
    }
}
