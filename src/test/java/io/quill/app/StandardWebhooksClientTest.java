package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** The public client of Standard Webhooks gets in, where npm can fetch it. */
class StandardWebhooksClientTest {
    private static final String BODY =
            "{\"rules\":[{\"name\":\"a\",\"weekdays\":[\"MON\"],\"start\":\"09:00\",\"end\":\"17:00\"}]}";

    @TempDir private static Path directory;
    @TempDir private static Path data;

    private static NodeJs node;
    private static RunningQuill house;

    @BeforeAll
    static void fetchTheClient() throws Exception {
        node = new NodeJs(directory);
        assumeTrue(node.hasPackages(), "npm fetches standardwebhooks");
        node.script("sign.js");
        house = new RunningQuill.Plan(data).set("ADMIN_HMAC_SECRET", AdminClient.SECRET).open();
    }

    @AfterAll
    static void close() {
        if (house != null) {
            house.close();
        }
    }

    private static List<String> signed(String secret, String id, String sent) throws Exception {
        return node.run(
                        "node",
                        "sign.js",
                        "http://127.0.0.1:" + house.port + "/admin/dim-shift/sync",
                        secret,
                        id,
                        BODY,
                        sent)
                .lines()
                .toList();
    }

    @Test
    void isLetInAndGetsTheFirstAnswerAgainUnderTheSameId() throws Exception {
        List<String> first = signed(AdminClient.SECRET, "msg_2", BODY);

        assertThat(first).first().isEqualTo("200");
        assertThat(signed(AdminClient.SECRET, "msg_2", BODY)).isEqualTo(first);
    }

    @Test
    void isRefusedWithAnotherSecretOrAnotherBody() throws Exception {
        assertThat(signed("whsec_" + "QUFB".repeat(8), "msg_3", BODY).getFirst()).isEqualTo("401");
        assertThat(signed(AdminClient.SECRET, "msg_4", "{\"rules\":[]}").getFirst())
                .isEqualTo("401");
    }
}
