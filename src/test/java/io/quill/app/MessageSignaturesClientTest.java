package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A public client of HTTP Message Signatures gets in, where npm can fetch it. */
class MessageSignaturesClientTest {
    @TempDir private static Path directory;
    @TempDir private static Path data;

    private static NodeJs node;
    private static RunningQuill house;

    @BeforeAll
    static void fetchTheClient() throws Exception {
        node = new NodeJs(directory);
        assumeTrue(node.hasPackages(), "npm fetches http-message-signatures");
        node.script("sign9421.js");
        house = new RunningQuill.Plan(data).set("ADMIN_HMAC_SECRET", AdminClient.SECRET).open();
    }

    @AfterAll
    static void close() {
        if (house != null) {
            house.close();
        }
    }

    private static String signed(
            String secret, String method, String target, String nonce, String body)
            throws Exception {
        return node.run(
                        "node",
                        "sign9421.js",
                        "http://127.0.0.1:" + house.port + target,
                        method,
                        secret,
                        nonce,
                        body)
                .strip();
    }

    @Test
    void isLetInOnceForEachNonce() throws Exception {
        assertThat(signed(AdminClient.SECRET, "GET", "/admin/status", "a", "")).isEqualTo("200");
        assertThat(signed(AdminClient.SECRET, "GET", "/admin/status", "a", "")).isEqualTo("409");
        assertThat(signed(AdminClient.SECRET, "GET", "/admin/runs?state=failed&limit=3", "b", ""))
                .isEqualTo("200");
        assertThat(
                        signed(
                                AdminClient.SECRET,
                                "PUT",
                                "/admin/agents/4711",
                                "c",
                                "{\"team\":\"East\"}"))
                .isEqualTo("200");
    }

    @Test
    void isRefusedWithAnotherSecret() throws Exception {
        assertThat(signed("whsec_" + "QUFB".repeat(8), "GET", "/admin/status", "d", ""))
                .isEqualTo("401");
    }
}
