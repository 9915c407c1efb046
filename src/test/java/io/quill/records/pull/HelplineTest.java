package io.quill.records.pull;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.records.landing.LoadResult;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** A service desk that no class knows: Basic and a header, Link headers, keysets, sub-resources. */
class HelplineTest {
    private static final String BASE = "/v4_6_release/apis/3.0";
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final SandboxServer sandboxServer = new SandboxServer();
    private final ScriptedService desk = new ScriptedService();
    private final URI origin = sandboxServer.open(0, desk);
    private final PullFixture pullFixture =
            new PullFixture(
                    PullFixture.INVENTED.resolve("helpline.yaml"),
                    Map.of(
                            "site", origin.toString(),
                            "company", "acme",
                            "public-key", "pub",
                            "private-key", "very-private",
                            "client-id", "5f2c"),
                    NOW);

    @AfterEach
    void close() {
        pullFixture.close();
        sandboxServer.close();
    }

    private static String ticket(int id, String changed) {
        return "{\"id\":%d,\"summary\":\"Printer\",\"_info\":{\"lastUpdated\":\"%s\"}}"
                .formatted(id, changed);
    }

    private static SandboxReply next(String json, String address) {
        return ScriptedService.json(json)
                .with("Link", "<" + address + ">; rel=\"next\", </x>; rel=\"last\"");
    }

    @Test
    void followsTheLinksOfTheHeader() {
        String tickets = BASE + "/service/tickets";
        desk.on(
                tickets + "?orderBy=id+asc&pageSize=2",
                next(
                        "[" + ticket(1, "2026-03-01T10:00:00Z") + "," + ticket(2, "?") + "]",
                        origin + tickets + "?pageSize=2&page=2"));
        desk.on(tickets + "?pageSize=2&page=2", "[" + ticket(3, "2026-03-01T12:00:00Z") + "]");

        LoadResult loadResult = pullFixture.complete("tickets").landed();

        assertThat(loadResult.read()).isEqualTo(3);
        assertThat(pullFixture.landing.records(pullFixture.feed("tickets")))
                .containsOnlyKeys("1", "2", "3")
                .hasEntrySatisfying(
                        "1",
                        record ->
                                assertThat(record.changedAt())
                                        .contains(Instant.parse("2026-03-01T10:00:00Z")))
                .hasEntrySatisfying("2", record -> assertThat(record.changedAt()).isEmpty());
    }

    @Test
    void asksForWhatHasChangedWithAnOverlap() {
        String tickets = BASE + "/service/tickets";
        desk.on(
                tickets + "?orderBy=id+asc&pageSize=2",
                "[" + ticket(1, "2026-03-01T10:00:00Z") + "]");
        pullFixture.complete("tickets");
        pullFixture.advance(Duration.ofHours(1));
        desk.on(
                tickets
                        + "?conditions=lastUpdated+%3E%3D+%5B2026-03-02T07%3A55%3A00Z%5D"
                        + "&orderBy=id+asc&pageSize=2",
                "[]");

        assertThat(pullFixture.complete("tickets").landed().read()).isZero();
    }

    private static String open(int id, String summary) {
        return "{\"id\":%d,\"summary\":\"%s\",\"closed\":%b}".formatted(id, summary, id == 9);
    }

    /** Five tickets, of which one is closed, and nothing that is known to have changed. */
    private void openTickets() {
        String tickets = BASE + "/service/tickets";
        desk.on(
                tickets + "?orderBy=id+asc&pageSize=2",
                "[%s,%s,%s,%s]"
                        .formatted(open(1, "old"), open(2, "old"), open(3, "old"), open(9, "old")));
        pullFixture.complete("tickets");
        pullFixture.advance(Duration.ofHours(2));
        desk.on(
                tickets
                        + "?conditions=lastUpdated+%3E%3D+%5B2026-03-02T07%3A55%3A00Z%5D"
                        + "&orderBy=id+asc&pageSize=2",
                "[]");
    }

    private static String byIds(String ids) {
        return BASE
                + "/service/tickets?conditions=id+in+%28"
                + ids
                + "%29&orderBy=id+asc&pageSize=2";
    }

    @Test
    void readsAgainByTheirIdsWhatIsOpen() {
        openTickets();
        desk.on(byIds("1%2C2"), "[" + open(1, "old") + "," + open(2, "new") + "]");
        desk.on(byIds("3"), "[" + open(3, "old") + "]");

        assertThat(pullFixture.complete("tickets").landed().appended()).isOne();

        assertThat(pullFixture.landing.texts(pullFixture.feed("tickets")).get("2")).contains("new");
    }

    @Test
    void noticesAServiceThatDoesNotLookAtTheIds() {
        openTickets();
        desk.on(byIds("1%2C2"), "[" + open(9, "old") + "]");

        assertThat(PullFixture.failure(pullFixture.pull("tickets")))
                .contains("a record whose id was not asked for");
    }

    @Test
    void signsWithBothHalvesAndTheProgramme() {
        desk.on(BASE + "/service/boards?orderBy=id+asc&pageSize=2", "[]");

        pullFixture.complete("boards");

        String pair = Base64.getEncoder().encodeToString("acme+pub:very-private".getBytes(UTF_8));
        assertThat(desk.asked.getFirst().header("Authorization")).contains("Basic " + pair);
        assertThat(desk.asked.getFirst().header("clientId")).contains("5f2c");
    }

    @Test
    void readsBelowTheParentsThatCount() {
        desk.on(
                BASE + "/service/boards?orderBy=id+asc&pageSize=2",
                "[{\"id\":\"a/b\",\"inactive\":false},{\"id\":2,\"inactive\":true},"
                        + "{\"id\":3,\"inactive\":false}]");
        desk.on(BASE + "/service/boards/a%2Fb/statuses?orderBy=id+asc&pageSize=2", "[{\"id\":10}]");
        desk.on(
                BASE + "/service/boards/3/statuses?orderBy=id+asc&pageSize=2",
                "[{\"id\":30},{\"id\":31}]");
        pullFixture.complete("boards");

        pullFixture.complete("statuses");

        assertThat(pullFixture.landing.records(pullFixture.feed("statuses")))
                .containsOnlyKeys("10", "30", "31");
    }

    @Test
    void goesOnBehindTheLastKeyUntilAPageIsEmpty() {
        String audit = BASE + "/system/audittrail?pageId=%s&pageSize=2";
        desk.on(audit.formatted(0), "[{\"id\":4},{\"id\":7}]");
        desk.on(audit.formatted(7), "[{\"id\":9}]");
        desk.on(audit.formatted(9), "[]");

        pullFixture.complete("audit");

        assertThat(pullFixture.landing.records(pullFixture.feed("audit")))
                .containsOnlyKeys("4", "7", "9");
    }

    @Test
    void noticesAKeyThatDoesNotMove() {
        String audit = BASE + "/system/audittrail?pageId=%s&pageSize=2";
        desk.on(audit.formatted(0), "[{\"id\":4},{\"id\":7}]");
        desk.on(audit.formatted(7), "[{\"id\":7}]");

        assertThat(PullFixture.failure(pullFixture.pull("audit"))).contains("leads back to a page");
    }

    @Test
    void doesNotFollowALinkToAnotherHost() {
        desk.on(
                BASE + "/service/boards?orderBy=id+asc&pageSize=2",
                next("[]", "https://elsewhere.example" + BASE + "/service/boards?page=2"));

        assertThat(PullFixture.failure(pullFixture.pull("boards")))
                .contains("leads to elsewhere.example", "for 127.0.0.1 alone");
    }

    @Test
    void doesNotFollowARedirect() {
        desk.on(
                BASE + "/service/boards?orderBy=id+asc&pageSize=2",
                SandboxReply.empty(302).with("Location", origin + "/elsewhere"));

        assertThat(PullFixture.failure(pullFixture.pull("boards")))
                .contains("redirects are not followed");
        assertThat(desk.asked).hasSize(1);
    }

    @Test
    void tellsOneRefusalFromAnotherByItsWords() {
        String boards = BASE + "/service/boards?orderBy=id+asc&pageSize=2";
        desk.on(boards, ScriptedService.status(403, "{\"code\":\"throttled\"}"));
        desk.on(boards, "[]");
        pullFixture.complete("boards");
        desk.on(boards, ScriptedService.status(403, "{\"code\":\"forbidden very-private\"}"));
        desk.on(boards, ScriptedService.status(403, "{\"code\":\"forbidden very-private\"}"));
        pullFixture.complete("boards");

        assertThat(PullFixture.failure(pullFixture.pull("boards")))
                .contains("answered 403", "forbidden ***")
                .doesNotContain("very-private");
    }

    @Test
    void setsAsideWhatHasNoId() {
        desk.on(
                BASE + "/service/boards?orderBy=id+asc&pageSize=2",
                "[{\"name\":\"nameless\"},{\"id\":null},{\"id\":\"1\"}]");

        LoadResult loadResult = pullFixture.complete("boards").landed();

        assertThat(loadResult.rejected()).isEqualTo(2);
        assertThat(pullFixture.landing.rejected).containsOnly("It has no id at /id.");
        assertThat(pullFixture.landing.records(pullFixture.feed("boards"))).containsOnlyKeys("1");
    }

    @Test
    void saysWhenItGetsAWebPage() {
        desk.on(
                BASE + "/service/boards?orderBy=id+asc&pageSize=2",
                SandboxReply.typed(200, "text/html", "<html>Sign in</html>".getBytes(UTF_8)));

        assertThat(PullFixture.failure(pullFixture.pull("boards"))).contains("a web page instead");
    }

    @Test
    void saysWhenTheAnswerIsAnotherOne() {
        desk.on(BASE + "/service/boards?orderBy=id+asc&pageSize=2", "[[1]]");

        assertThat(PullFixture.failure(pullFixture.pull("boards")))
                .contains("a record that is no object");
    }
}
