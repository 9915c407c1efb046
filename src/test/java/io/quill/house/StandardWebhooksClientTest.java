package io.quill.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The public client of Standard Webhooks gets in, where npm can fetch it. */
class StandardWebhooksClientTest {
    private static final String BODY = "{\"team\":\"East\"}";

    @TempDir private static Path directory;
    @TempDir private static Path data;

    private static RunningHouse house;

    @BeforeAll
    static void fetchTheClient() throws Exception {
        assumeTrue(
                ran(
                        "npm",
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "--silent",
                        "standardwebhooks@1.1.1"),
                "npm fetches standardwebhooks");
        try (InputStream script = StandardWebhooksClientTest.class.getResourceAsStream("sign.js")) {
            Files.write(
                    directory.resolve("sign.js"), Objects.requireNonNull(script).readAllBytes());
        }
        house = new RunningHouse.Plan(data).set("ADMIN_HMAC_SECRET", AdminClient.SECRET).open();
    }

    @AfterAll
    static void close() {
        if (house != null) {
            house.close();
        }
    }

    private static boolean ran(String... command) throws InterruptedException {
        try {
            Process process = start(command);
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static List<String> signed(String secret, String id, String sent) throws Exception {
        Process node =
                start(
                        "node",
                        "sign.js",
                        "http://127.0.0.1:" + house.port + "/admin/agents/4711",
                        secret,
                        id,
                        BODY,
                        sent);
        assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void isLetInWithTheSecret() throws Exception {
        assertThat(signed(AdminClient.SECRET, "msg_1", BODY)).containsExactly("200", "East");
    }

    @Test
    void getsTheFirstAnswerAgainUnderTheSameId() throws Exception {
        List<String> first = signed(AdminClient.SECRET, "msg_2", BODY);

        assertThat(signed(AdminClient.SECRET, "msg_2", BODY)).isEqualTo(first);
    }

    @Test
    void isRefusedWithAnotherSecretOrAnotherBody() throws Exception {
        assertThat(signed("whsec_" + "QUFB".repeat(8), "msg_3", BODY).getFirst()).isEqualTo("401");
        assertThat(signed(AdminClient.SECRET, "msg_4", "{\"team\":\"West\"}").getFirst())
                .isEqualTo("401");
    }
}
