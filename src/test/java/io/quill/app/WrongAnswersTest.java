package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.app.AdminClient.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is sent by mistake is told as a mistake, and never as a fault of Quill. */
class WrongAnswersTest {
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

    @Test
    void listsAHundredFaultsAndSaysHowManyMore() throws Exception {
        String unknown =
                IntStream.range(0, 5_000)
                        .mapToObj(i -> "\"key-%d\":1".formatted(i))
                        .collect(Collectors.joining(","));

        Answer answer = admin.post("/admin/dim-metric/sync", "{" + unknown + "}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors")).hasSize(100);
        assertThat(answer.json().path("detail").asText())
                .contains("the first 100 listed")
                .contains("more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keys\":[null]}",
                "{\"keys\":[\"a\",null]}",
                "{\"keys\":[1]}",
                "{\"keys\":{}}"
            })
    void keysThatAreNone(String body) throws Exception {
        assertThat(admin.post("/admin/dead-letters/replay", body).status()).isEqualTo(400);
        assertThat(admin.post("/admin/dead-letters/discard", body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\u0000", "%", "~"})
    void keysOfNothing(String of) throws Exception {
        for (int many : new int[] {1, 600, 3_000}) {
            String body = "{\"keys\":[\"ALOWARE:%s\"]}".formatted(of.repeat(many));

            assertThat(admin.post("/admin/dead-letters/replay", body).status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00a0",
                "\u2007",
                "\u200b",
                "\u202e",
                "#",
                "%",
                "a/b",
                "a\\b",
                "..",
                "-",
                "\u0130",
                "\ud83d\ude00",
                "'",
                "\"",
                "*",
                "a b",
                "_",
                "\u0085",
                "\u001f",
                "\u007f"
            })
    void anOddAgentId(String id) throws Exception {
        String path =
                "/admin/agents/"
                        + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");

        assertThat(admin.put(path, "{\"team\":\"East\"}").status()).as(path).isLessThan(500);
        assertThat(admin.get(path).status()).isLessThan(500);
        assertThat(admin.delete(path).status()).isLessThan(500);
        assertThat(admin.post(path + "/erase?confirm=x&because=test&dryRun=true", "").status())
                .isLessThan(500);
    }

    @Test
    void anAgentIdAsLongAsItMayBe() throws Exception {
        String path = "/admin/agents/" + "a".repeat(512);

        assertThat(admin.put(path, "{\"team\":\"East\"}").status()).isLessThan(500);
    }

    @Test
    void takesAnEmptyObjectForNoMembers() throws Exception {
        // no source is set up that could be read, or the last read is not over yet
        for (String body : new String[] {"", "{}", " { } "}) {
            assertThat(admin.post("/admin/dim-agent/sync", body).status()).isIn(502, 409);
        }
    }
}
