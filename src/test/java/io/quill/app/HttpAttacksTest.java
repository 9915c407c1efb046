package io.quill.app;

import static io.quill.app.RunningQuill.TOKEN;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What can be said on a connection that a proxy reads in one way and a server in another. */
@Timeout(180)
class HttpAttacksTest {
    private static final String KEY = "X-Admin-Key: " + AdminClient.KEY + "\r\n";
    private static final String BEARER = "Authorization: Bearer " + TOKEN + "\r\n";
    private static final String SMUGGLED =
            "GET /admin/status HTTP/1.1\r\nHost: q\r\n" + KEY + "\r\n";

    @TempDir private static Path directory;
    private static RunningQuill house;
    private static AdminClient admin;

    @BeforeAll
    static void open() throws Exception {
        house =
                new RunningQuill.Plan(directory)
                        .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                        .open();
        admin = new AdminClient(house.port);
    }

    @AfterAll
    static void close() {
        admin.close();
        house.close();
    }

    private static void assertRefusedAndClosed(String said) throws Exception {
        try (RawConnection rawConnection = house.wire()) {
            rawConnection.say(said);

            assertThat(rawConnection.hear().status()).isEqualTo(400);
            assertThat(rawConnection.isClosed()).as("nothing more is answered").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: gzip\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: chunked, gzip\r\n",
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding: \r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n"
            })
    void aBodyWhoseEndIsUnclear(String framing) throws Exception {
        for (String path :
                List.of("/webhook/aloware", "/admin/books/recount", "/console/sign-in")) {
            assertRefusedAndClosed(
                    "POST "
                            + path
                            + " HTTP/1.1\r\nHost: q\r\n"
                            + BEARER
                            + framing
                            + "\r\n"
                            + SMUGGLED);
        }
    }

    @Test
    void chunksForAnOldVersion() throws Exception {
        assertRefusedAndClosed(
                "POST /webhook/aloware HTTP/1.0\r\nHost: q\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                        + SMUGGLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: a\r\nHost: b\r\n", "Host: a\r\nhost: a\r\n"})
    void twoHosts(String hosts) throws Exception {
        assertRefusedAndClosed("GET /health/live HTTP/1.1\r\n" + hosts + "\r\n" + SMUGGLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "ffffffffffffffffff\r\nhello\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n"
            })
    void chunksThatAreNone(String chunks) throws Exception {
        for (String path :
                List.of("/webhook/aloware", "/admin/books/recount", "/console/sign-in")) {
            assertRefusedAndClosed(
                    "POST "
                            + path
                            + " HTTP/1.1\r\nHost: q\r\n"
                            + BEARER
                            + KEY
                            + "Transfer-Encoding: chunked\r\n\r\n"
                            + chunks
                            + SMUGGLED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhook/../admin/status",
                "/webhook/%2e%2e/admin/status",
                "/webhook/%2E./admin/status",
                "/webhook/..;x=y/admin/status",
                "/webhook/%2e%2e;/admin/status",
                "/webhook//../admin/status",
                "/webhook/./../admin/status",
                "/admin/runs/x/../../status",
                "/admin/./status",
                "//admin/status",
                "///admin/status",
                "/%61dmin/status",
                "/adm%69n/status",
                "//console",
                "/%63onsole",
                "/webhook/../console",
                "/health/live/..",
                "http://q/webhook/../admin/status"
            })
    void pathsThatAProxyWouldNotKnow(String path) throws Exception {
        assertRefusedAndClosed(
                "GET " + path + " HTTP/1.1\r\nHost: q\r\n" + KEY + "\r\n" + SMUGGLED);
    }

    @Test
    void whatIsOnlyUnusual() throws Exception {
        try (RawConnection rawConnection = house.wire()) {
            rawConnection.say("GET /admin/agents/a..b HTTP/1.1\r\nHost: q\r\n" + KEY + "\r\n");
            assertThat(rawConnection.hear().status()).isEqualTo(404);
            rawConnection.say(
                    "POST /admin/books/recount HTTP/1.1\r\nHost: q\r\n"
                            + KEY
                            + "Transfer-Encoding: Chunked\r\n\r\n0\r\n\r\n");
            assertThat(rawConnection.hear().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "X-Admin-Key: wrong-wrong-wrong-wrong\r\n",
                "webhook-id: a\r\nwebhook-timestamp: 1\r\nwebhook-signature: v1,AAAA\r\n",
                "Signature-Input: quill=(\"@method\")\r\nSignature: quill=:AAAA:\r\n"
            })
    void halfSentBodiesTakeNobodysTurn(String credential) throws Exception {
        List<RawConnection> wires = new ArrayList<>();
        try {
            for (int i = 0; i < 600; i++) {
                RawConnection rawConnection = house.wire();
                wires.add(rawConnection);
                String path = i % 2 == 0 ? "/admin/dim-metric/sync" : "/console/sign-in";
                rawConnection.say(
                        "POST "
                                + path
                                + " HTTP/1.1\r\nHost: q\r\n"
                                + credential
                                + "Content-Length: 1000\r\n\r\nkey=");
            }

            assertThat(admin.get("/admin/status").status()).isEqualTo(200);
            assertThat(admin.post("/admin/books/recount", "").status()).isEqualTo(200);
            assertThat(house.get(house.port, "/console").statusCode()).isIn(200, 401);
        } finally {
            for (RawConnection rawConnection : wires) {
                rawConnection.close();
            }
        }
    }

    @Test
    void aStrangersBodyIsNotReadBeforeTheAnswer() throws Exception {
        try (RawConnection rawConnection = house.wire()) {
            rawConnection.say(
                    "POST /admin/dim-metric/sync HTTP/1.1\r\nHost: q\r\nX-Admin-Key: wrong\r\nContent-Length: 1000\r\n\r\n{");

            assertThat(rawConnection.hear().status()).isEqualTo(401);
            assertThat(rawConnection.isClosed()).isTrue();
        }
    }

    @Test
    void operatorsHaveAPortOfTheirOwnWhereItIsSet(@TempDir Path other) throws Exception {
        int port = RunningQuill.freePort();
        try (RunningQuill apart =
                        new RunningQuill.Plan(other)
                                .set("ADMIN_API_KEY", AdminClient.KEY)
                                .set("ADMIN_PORT", Integer.toString(port))
                                .open();
                AdminClient inside = new AdminClient(port);
                AdminClient outside = new AdminClient(apart.port)) {
            assertThat(inside.get("/admin/status").status()).isEqualTo(200);
            assertThat(apart.get(port, "/console").statusCode()).isEqualTo(401);
            assertThat(apart.get(port, "/webhook/aloware").statusCode()).isEqualTo(404);
            assertThat(outside.get("/admin/status").status()).isEqualTo(404);
            assertThat(apart.get(apart.port, "/console").statusCode()).isEqualTo(404);
            assertThat(apart.get(apart.port, "/console/live").statusCode()).isEqualTo(404);
            assertThat(apart.aloware(SampleDeliveries.call(1)).statusCode()).isEqualTo(202);
        }
    }
}
