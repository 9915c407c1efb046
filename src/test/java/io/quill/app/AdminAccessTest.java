package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.app.AdminClient.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who gets in at /admin, over real HTTP. */
class AdminAccessTest {
    @TempDir private Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();

    private AdminClient client(String... settings) throws IOException {
        RunningQuill.Plan plan = new RunningQuill.Plan(directory);
        for (int i = 0; i < settings.length; i += 2) {
            plan.set(settings[i], settings[i + 1]);
        }
        RunningQuill house = plan.open();
        open.add(house);
        AdminClient client = new AdminClient(house.port);
        open.add(client);
        return client;
    }

    private AdminClient keyed(String... more) throws IOException {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "ADMIN_API_KEY",
                                "ana=" + AdminClient.KEY,
                                "ADMIN_HMAC_SECRET",
                                AdminClient.SECRET));
        settings.addAll(List.of(more));
        return client(settings.toArray(String[]::new));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private static void assertRefused(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().has("detail")).isFalse();
    }

    @Test
    void aKeySufficesForEverything() throws Exception {
        AdminClient client = keyed();

        assertThat(client.get("/admin/status").status()).isEqualTo(200);
        assertThat(client.delete("/admin/agents/nobody").status()).isNotIn(401, 403);
    }

    @Test
    void refusesEverythingWhereNothingIsConfigured() throws Exception {
        AdminClient client = client();

        assertRefused(client.get("/admin/status"), 401);
        assertRefused(client.send("GET", "/admin/openapi.json", ""), 401);
        assertRefused(client.send("GET", "/admin/status", "", "X-Admin-Key", ""), 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/admin/",
                "/admin/status",
                "/admin/openapi.json",
                "/admin//status",
                "/admin/nothing-here",
                "/admin/status?X-Admin-Key=correct-horse-battery",
                "/admin/status?x-admin-key=correct-horse-battery"
            })
    void noPathIsOpen(String path) throws Exception {
        assertRefused(keyed().send("GET", path, ""), 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "HEAD", "PATCH", "TRACE", "QUILL"})
    void noMethodIsOpen(String method) throws Exception {
        AdminClient client = keyed();

        assertThat(client.send(method, "/admin/status", "").status()).isIn(401, 405, 501);
        assertThat(client.send(method, "/admin/status", "", "X-Admin-Key", "wrong").status())
                .isIn(401, 405, 501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct-horse-batter",
                "correct-horse-battery ana",
                "Correct-Horse-Battery",
                "ana=correct-horse-battery",
                "ana",
                "correct-horse-battery,other"
            })
    void aKeyIsItselfToTheLetter(String key) throws Exception {
        assertRefused(keyed().send("GET", "/admin/status", "", "X-Admin-Key", key), 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-admin-key", "X-ADMIN-KEY", "x-Admin-kEY"})
    void theNameOfAHeaderIsInAnyCase(String name) throws Exception {
        assertThat(keyed().send("GET", "/admin/status", "", name, AdminClient.KEY).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X_Admin_Key", "X-Admin-Keys", "Authorization", "Admin-Key"})
    void anotherHeaderIsNoKey(String name) throws Exception {
        assertRefused(keyed().send("GET", "/admin/status", "", name, AdminClient.KEY), 401);
    }

    @Test
    void aKeySaidTwiceIsNone() throws Exception {
        AdminClient client = keyed();

        assertRefused(
                client.send(
                        "GET",
                        "/admin/status",
                        "",
                        "X-Admin-Key",
                        AdminClient.KEY,
                        "x-admin-key",
                        AdminClient.KEY),
                401);
    }

    @Test
    void aWrongKeyIsNotMendedByASignature() throws Exception {
        List<String> headers =
                new ArrayList<>(List.of(AdminClient.signedFor("GET", "/admin/status", "", "n")));
        headers.addAll(List.of("X-Admin-Key", "wrong-key"));

        assertRefused(
                keyed().send("GET", "/admin/status", "", headers.toArray(String[]::new)), 401);
    }

    @Test
    void patienceEndsWithWhoGuesses() throws Exception {
        AdminClient client = keyed();
        for (int i = 0; i < 20; i++) {
            assertRefused(
                    client.send("GET", "/admin/status", "", "X-Admin-Key", "guess-" + i), 401);
        }

        assertRefused(client.send("GET", "/admin/status", "", "X-Admin-Key", "guess"), 429);
    }

    @Test
    void whoGuessesKeepsNobodyOutWhoKnows() throws Exception {
        AdminClient client = keyed();
        for (int i = 0; i < 40; i++) {
            client.send("GET", "/admin/status", "", "X-Admin-Key", "guess-" + i);
        }

        assertThat(client.get("/admin/status").status()).isEqualTo(200);
        assertThat(
                        client.send(
                                        "GET",
                                        "/admin/status",
                                        "",
                                        AdminClient.signedFor("GET", "/admin/status", "", "n"))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void patienceDoesNotEndWithWhoShowsNothing() throws Exception {
        AdminClient client = keyed();
        for (int i = 0; i < 25; i++) {
            assertRefused(client.send("GET", "/admin/status", ""), 401);
        }

        assertThat(client.get("/admin/status").status()).isEqualTo(200);
    }

    @Test
    void refusalsAreAudited() throws Exception {
        AdminClient client = keyed();
        client.send("GET", "/admin/agents", "", "X-Admin-Key", "guess-guess");

        Answer audit = client.get("/admin/audit?action=refused");
        assertThat(audit.json().path("entries")).hasSize(1);
        assertThat(audit.json().path("entries").get(0).path("words").asText())
                .isEqualTo("wrong-key");
        assertThat(audit.json().path("entries").get(0).path("target").asText())
                .isEqualTo("GET /admin/agents");
        assertThat(audit.json().path("entries").get(0).path("from").asText())
                .isEqualTo("127.0.0.1");
        assertThat(audit.text()).doesNotContain("guess-guess");
    }

    @Test
    void onlyAllowedAddressesGetIn() throws Exception {
        assertRefused(
                keyed("ADMIN_IP_ALLOWLIST", "10.0.0.0/8,2001:db8::/32").get("/admin/status"), 403);
    }

    @Test
    void aTrustedProxyTellsWhoAsks() throws Exception {
        AdminClient client =
                keyed(
                        "ADMIN_IP_ALLOWLIST", "10.0.0.0/8,2001:db8::/32",
                        "TRUSTED_PROXIES", "127.0.0.0/8,192.0.2.1");

        assertThat(forwarded(client, "10.1.2.3").status()).isEqualTo(200);
        assertThat(forwarded(client, "[2001:db8::7]:443").status()).isEqualTo(200);
        assertThat(forwarded(client, "10.1.2.3, 192.0.2.1").status()).isEqualTo(200);
        assertRefused(forwarded(client, "10.1.2.3, 203.0.113.9"), 403);
        assertRefused(forwarded(client, "10.1.2.3, nonsense"), 403);
    }

    private static Answer forwarded(AdminClient client, String chain) throws Exception {
        return client.send(
                "GET",
                "/admin/status",
                "",
                "X-Admin-Key",
                AdminClient.KEY,
                "X-Forwarded-For",
                chain);
    }

    @Test
    void anUntrustedPeerCannotPassForAnother() throws Exception {
        AdminClient client = keyed("ADMIN_IP_ALLOWLIST", "10.0.0.0/8");

        assertRefused(forwarded(client, "10.1.2.3"), 403);
    }

    @Test
    void aProxyThatIsNotTrustedIsTold() throws Exception {
        AdminClient client = keyed();

        assertThat(client.get("/admin/status").json().has("untrustedProxy")).isFalse();
        forwarded(client, "10.1.2.3");
        assertThat(forwarded(client, "10.1.2.3").json().path("untrustedProxy").asText())
                .isEqualTo("127.0.0.1");

        assertThat(client.get("/admin/status").json().has("untrustedProxy"))
                .as("the same address forwards no more")
                .isFalse();
    }

    @Test
    void aHugeBodyIsRefused() throws Exception {
        AdminClient client = keyed();

        assertRefused(client.post("/admin/dead-letters/replay", "x".repeat(1 << 21)), 413);
        assertThat(client.get("/admin/status").status()).isEqualTo(200);
    }

    @Test
    void whatIsSaidTwiceOnTheWireCountsAsNothing() throws Exception {
        keyed();
        try (RawConnection rawConnection = ((RunningQuill) open.getFirst()).wire()) {
            RawConnection.Heard heard =
                    rawConnection
                            .say(
                                    "GET /admin/status HTTP/1.1\r\nHost: x\r\n"
                                            + "X-Admin-Key: wrong-wrong\r\n"
                                            + "X-Admin-Key: "
                                            + AdminClient.KEY
                                            + "\r\n\r\n")
                            .hear();
            assertThat(heard.status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x",
                "X-Admin-Key : correct-horse-battery\r\n\r\n",
                "X-Admin-Key\r\n\t: correct-horse-battery\r\n\r\n"
            })
    void smuggledHeadersOpenNothing(String rest) throws Exception {
        keyed();
        try (RawConnection rawConnection = ((RunningQuill) open.getFirst()).wire()) {
            RawConnection.Heard heard =
                    rawConnection.say("GET /admin/status HTTP/1.1\r\nHost: x\r\n" + rest).hear();
            assertThat(heard.status()).isIn(0, 400, 401);
        }
    }
}
