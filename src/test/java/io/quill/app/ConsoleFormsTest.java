package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Forms of the console with fields that hold anything. */
class ConsoleFormsTest {
    private static final Pattern PROOF = Pattern.compile("name=\"proof\" value=\"([^\"]+)\"");
    private static final List<String> ODD =
            List.of(
                    "",
                    " ",
                    "a".repeat(201),
                    "a".repeat(5_000),
                    "\u0000",
                    "\u001f",
                    "\ud83d\ude00".repeat(101),
                    "-1",
                    "9".repeat(15),
                    "9".repeat(19),
                    "1e3",
                    "a:b:c",
                    "ALOWARE:" + "a".repeat(3_000),
                    "'\"<>&%");

    @TempDir private static Path directory;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static RunningQuill house;
    private static AdminClient admin;
    private static String cookie;
    private static String proof;

    @BeforeAll
    static void open() throws Exception {
        house =
                new RunningQuill.Plan(directory)
                        .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                        .open();
        admin = new AdminClient(house.port);
        cookie =
                post("/console/sign-in", "key=" + AdminClient.KEY, "none=")
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow()
                        .replaceFirst(";.*", "");
        HttpRequest page = HttpRequest.newBuilder(at("/console")).header("Cookie", cookie).build();
        Matcher found = PROOF.matcher(HTTP.send(page, BodyHandlers.ofString()).body());
        assertThat(found.find()).isTrue();
        proof = found.group(1);
    }

    @AfterAll
    static void close() {
        admin.close();
        house.close();
        HTTP.close();
    }

    private static URI at(String path) {
        return URI.create("http://127.0.0.1:" + house.port + path);
    }

    private static HttpResponse<String> post(String path, String form, String cookie)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(at(path))
                        .header("Cookie", cookie)
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Of the form whose other fields hold what they should. */
    private static HttpResponse<String> submit(String action, String others, String name, String is)
            throws IOException, InterruptedException {
        String form = "proof=%s&%s&%s=%s".formatted(proof, others, name, encoded(is));
        return post("/console/" + action, form, cookie);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Test
    void saysThatAnAgentIdIsTooLong() throws Exception {
        HttpResponse<String> longest = submit("agents/let-in", "x=", "agent", "a".repeat(200));
        HttpResponse<String> tooLong = submit("agents/let-in", "x=", "agent", "b".repeat(201));

        assertThat(longest.statusCode()).isEqualTo(303);
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body()).contains("1 to 200 characters").contains("Nothing was changed");
    }

    @Test
    void saysSoToARulingToo() throws Exception {
        AdminClient.Answer answer = admin.put("/admin/agents/" + "c".repeat(201), "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("1 to 200 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "agents/let-in,     x=,                    agent",
        "batches/rule,      ruling=resend,         batch",
        "batches/rule,      batch=1,               ruling",
        "letters/rehearse,  source=ALOWARE,        key",
        "letters/replay,    source=ALOWARE,        key",
        "letters/discard,   because=test,          key",
        "letters/discard,   key=ALOWARE:1,         because",
        "letters/rehearse,  all=yes&reason=x,      source",
        "letters/replay,    all=yes&source=x,      reason",
        "letters/discard,   all=yes&because=x,     reason",
        "letters/rehearse,  key=ALOWARE:1,         all",
        "dimensions/sync,   dry=yes,               force",
        "dimensions/sync,   force=no,              dry",
        "dimensions/rollback, version=1,           subject",
        "dimensions/rollback, subject=dim-agent,   version",
        "dimensions/rollback, subject=dim-metric,  version",
        "dimensions/rollback, subject=dim-date,    version",
        "dimensions/rollback, subject=dim-shift,   version",
        "sign-out-not,      x=,                    proof"
    })
    void isNoFaultOfQuill(String action, String others, String field) throws Exception {
        for (String each : ODD) {
            HttpResponse<String> answer = submit(action, others, field, each);

            assertThat(answer.statusCode())
                    .as("%s with %s=%.40s: %s", action, field, each, answer.body())
                    .isLessThan(500);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "agents, day",
        "events, key",
        "events, agent",
        "events, state",
        "events, since",
        "events, until",
        "letters, source",
        "letters, reason",
        "runs, kind",
        "dimensions/dim-agent/compare, from",
        "dimensions/dim-agent/rollback, version",
        "live, page"
    })
    void norIsAPageWithOddQuestions(String page, String field) throws Exception {
        for (String each : ODD) {
            String path = "/console/%s?reason=x&%s=%s".formatted(page, field, encoded(each));
            HttpRequest request = HttpRequest.newBuilder(at(path)).header("Cookie", cookie).build();
            HttpResponse<InputStream> answer = HTTP.send(request, BodyHandlers.ofInputStream());
            answer.body().close();

            assertThat(answer.statusCode()).as("%.120s", path).isLessThan(500);
        }
    }
}
