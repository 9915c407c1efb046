package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.app.AdminClient.Answer;
import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.EntryState;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.jobs.StartResult;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.StreamSupport;

/** What an operator asks of a running Quill. */
class AdminApiTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir private Path directory;

    private RunningQuill house;
    private AdminClient admin;

    @BeforeEach
    void open() throws Exception {
        house =
                new RunningQuill.Plan(directory)
                        .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                        .set("ADMIN_HMAC_SECRET", AdminClient.SECRET)
                        .open();
        admin = new AdminClient(house.port);
    }

    @AfterEach
    void close() {
        admin.close();
        house.close();
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path(field).asText())
                .toList();
    }

    private JsonNode audited(String action) throws Exception {
        return admin.get("/admin/audit?action=" + action).json().path("entries");
    }

    @Nested
    class APath {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/admin",
                    "/admin/",
                    "/admin/nothing",
                    "/admin/status/",
                    "/admin//status",
                    "/admin/runs/a%2Fb",
                    "/admin/runs/%00",
                    "/admin/runs/%ff",
                    "/admin;x=1/status",
                    "/Admin/status",
                    "/administrator"
                })
        void thatLeadsNowhereIsAProblem(String path) throws Exception {
            Answer answer = admin.send("GET", path, "", "X-Admin-Key", AdminClient.KEY);

            assertThat(answer.status()).isEqualTo(404);
        }

        /** A proxy may have read it otherwise, and let it through by its prefix. */
        @Test
        void thatGoesUpIsRefused() throws Exception {
            Answer answer =
                    admin.send("GET", "/admin/runs/%2e%2e", "", "X-Admin-Key", AdminClient.KEY);

            assertThat(answer.status()).isEqualTo(400);
        }

        @Test
        void tellsWhatMayBeDoneThere() throws Exception {
            Answer answer = admin.post("/admin/status", "");

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.type()).isEqualTo("application/problem+json");
            assertThat(answer.json().path("detail").asText()).isEqualTo("Allowed: GET");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/admin/runs?limit=0",
                    "/admin/runs?limit=ten",
                    "/admin/runs?state=odd",
                    "/admin/runs?since=yesterday",
                    "/admin/runs?since=2020-01-01T00:00:00Z&until=2026-01-01T00:00:00Z",
                    "/admin/runs?limit=1&limit=2",
                    "/admin/runs?color=red",
                    "/admin/status?x"
                })
        void isToldWhatIsWrongWithItsParameters(String path) throws Exception {
            Answer answer = admin.get(path);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("detail").asText()).isNotEmpty();
        }
    }

    @Nested
    class AnAgent {
        @Test
        void isLetInAndShutOutAndLeftToTheRoster() throws Exception {
            Answer ruled =
                    admin.put(
                            "/admin/agents/4711",
                            "{\"door\":\"shut-out\",\"team\":\"East\",\"timeZone\":\"Europe/Vienna\"}");

            assertThat(ruled.status()).isEqualTo(200);
            assertThat(ruled.json().path("door").asText()).isEqualTo("shut-out");
            assertThat(ruled.json().path("team").asText()).isEqualTo("East");
            assertThat(ruled.json().path("active").asBoolean()).isFalse();
            assertThat(admin.get("/admin/agents/4711").json()).isEqualTo(ruled.json());
            assertThat(texts(admin.get("/admin/agents").json().path("agents"), "id"))
                    .contains("4711");
            assertThat(admin.delete("/admin/agents/4711").json().path("door").asText())
                    .isEqualTo("as-roster");
            assertThat(texts(audited("ruleAgent"), "target")).containsExactly("DimAgent 4711");
            assertThat(texts(audited("ruleAgent"), "who")).containsExactly("ana");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"door\":\"ajar\"}", "{\"timeZone\":\"Mars/Olympus\"}"})
        void isNotRuledByWhatMeansNothing(String body) throws Exception {
            Answer answer = admin.put("/admin/agents/4711", body);

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().path("errors").get(0).path("pointer").asText())
                    .matches("/door|/timeZone");
            assertThat(admin.get("/admin/agents/4711").status()).isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "[]",
                    "null",
                    "{\"dor\":\"let-in\"}",
                    "{\"team\":1}",
                    "{\"team\":\"a\",\"team\":\"b\"}",
                    "{} {}"
                })
        void isNotRuledByWhatIsNoRuling(String body) throws Exception {
            Answer answer = admin.put("/admin/agents/4711", body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).doesNotContain("io.quill", "java.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain;charset=UTF-8"})
        void isUnderstoodFromClientsThatDeclareWhatNobodyAsked(String type) throws Exception {
            Answer answer =
                    admin.send(
                            "PUT",
                            "/admin/agents/4711",
                            " {\"team\":\"East\"}",
                            "X-Admin-Key",
                            AdminClient.KEY,
                            "Content-Type",
                            type);

            assertThat(answer.status()).isEqualTo(200);
        }

        @Test
        void isAskedForInJson() throws Exception {
            Answer answer =
                    admin.send(
                            "PUT",
                            "/admin/agents/4711",
                            "team=East",
                            "X-Admin-Key",
                            AdminClient.KEY,
                            "Content-Type",
                            "application/x-www-form-urlencoded");

            assertThat(answer.status()).isEqualTo(415);
        }
    }

    @Nested
    class DeadLetters {
        private static final EventKey BROKEN = EventKey.of("ALOWARE", "rejected", "1");
        private static final EventKey REFUSED = EventKey.of("ALOWARE", "2");

        @BeforeEach
        void twoAreDead() {
            house.ledger()
                    .hold(
                            List.of(
                                    new Arrival.Unreadable(
                                            BROKEN, "no JSON", "{".getBytes(UTF_8), "e-1", NINE),
                                    new Arrival.Countable(fact(), "", "e-2", NINE)));
            house.ledger()
                    .markDead(house.ledger().find(REFUSED).orElseThrow(), "refused by Power BI");
        }

        private static FactEvent fact() {
            return new FactEvent(
                    REFUSED, Metric.CALLS, "4711", NINE, Direction.OUTBOUND, "done", 1, 1, "", "");
        }

        private EntryState state(EventKey key) {
            return house.ledger().find(key).orElseThrow().state();
        }

        @Test
        void areListedByReason() throws Exception {
            JsonNode told = admin.get("/admin/dead-letters").json();

            assertThat(told.path("total").asInt()).isEqualTo(2);
            assertThat(texts(told.path("reasons"), "reason"))
                    .containsExactly("no JSON", "refused by Power BI");
            assertThat(admin.get("/admin/dead-letters?reason=JSON").json().path("total").asInt())
                    .isEqualTo(1);
            assertThat(admin.get("/admin/dead-letters/" + BROKEN + "/raw").text()).isEqualTo("{");
        }

        @Test
        void areOfferedAgainInARun() throws Exception {
            Answer answer =
                    admin.post("/admin/dead-letters/replay", "{\"keys\":[\"" + REFUSED + "\"]}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("counts").path("offered-again").asInt()).isEqualTo(1);
            assertThat(state(REFUSED)).isEqualTo(EntryState.READY);
            assertThat(answer.location()).startsWith("/admin/runs/replay-");
            JsonNode run = admin.get(answer.location()).json();
            assertThat(run.path("state").asText()).isEqualTo("finished");
            assertThat(run.path("by").asText()).isEqualTo("ana");
            assertThat(run.path("result")).isEqualTo(answer.json());
        }

        @Test
        void areTriedWithoutAnyConsequence() throws Exception {
            Answer answer = admin.post("/admin/dead-letters/replay?dryRun=true", "{\"all\":true}");

            assertThat(answer.json().path("letters").asInt()).isEqualTo(2);
            assertThat(state(REFUSED)).isEqualTo(EntryState.DEAD);
            assertThat(admin.get("/admin/runs").json().path("runs")).isEmpty();
        }

        @Test
        void areClosedForAReasonOnly() throws Exception {
            assertThat(
                            admin.post(
                                            "/admin/dead-letters/discard",
                                            "{\"reason\":\"JSON\",\"because\":\" \"}")
                                    .status())
                    .isEqualTo(422);
            Answer unreasoned = admin.post("/admin/dead-letters/discard", "{\"reason\":\"JSON\"}");
            assertThat(unreasoned.status()).isEqualTo(400);
            assertThat(unreasoned.json().path("detail").asText())
                    .isEqualTo("The body: /because: because is asked for");

            Answer answer =
                    admin.post(
                            "/admin/dead-letters/discard",
                            "{\"reason\":\"JSON\",\"because\":\"a test of theirs\"}");

            assertThat(answer.json().path("counts").path("discarded").asInt()).isEqualTo(1);
            assertThat(state(BROKEN)).isEqualTo(EntryState.IGNORED);
            assertThat(house.ledger().find(BROKEN).orElseThrow().reason())
                    .isEqualTo("discarded by ana: a test of theirs");
            assertThat(state(REFUSED)).isEqualTo(EntryState.DEAD);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"all\":false}",
                    "{\"keys\":[]}",
                    "{\"keys\":[\"ALOWARE:2\"],\"all\":true}"
                })
        void areNeverAllMeantBySlip(String body) throws Exception {
            assertThat(admin.post("/admin/dead-letters/replay", body).status()).isEqualTo(400);
            assertThat(state(REFUSED)).isEqualTo(EntryState.DEAD);
        }

        @Test
        void areTheOnlyOnesThatCanBeChosen() throws Exception {
            Answer answer = admin.post("/admin/dead-letters/replay", "{\"keys\":[\"ALOWARE:99\"]}");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("detail").asText()).contains("ALOWARE:99");
        }

        @Test
        void areDoneOnceForAnId() throws Exception {
            String body = "{\"keys\":[\"" + REFUSED + "\"]}";
            Answer first = admin.post("/admin/dead-letters/replay", body, "Idempotency-Key", "k-1");

            Answer again = admin.post("/admin/dead-letters/replay", body, "Idempotency-Key", "k-1");

            assertThat(again).isEqualTo(first);
            assertThat(admin.get("/admin/runs").json().path("runs")).hasSize(1);
            assertThat(audited("replayDeadLetters")).hasSize(1);
        }
    }

    @Nested
    class AnId {
        private static final String BODY = "{\"team\":\"East\"}";

        private Answer put(String body, String... headers) throws Exception {
            String[] all = new String[headers.length + 2];
            all[0] = "X-Admin-Key";
            all[1] = AdminClient.KEY;
            System.arraycopy(headers, 0, all, 2, headers.length);
            return admin.send("PUT", "/admin/agents/4711", body, all);
        }

        @Test
        void getsTheFirstAnswerAgain() throws Exception {
            Answer first = put(BODY, "Idempotency-Key", "one");
            put("{\"team\":\"West\"}");

            assertThat(put(BODY, "Idempotency-Key", "one")).isEqualTo(first);
            assertThat(admin.get("/admin/agents/4711").json().path("team").asText())
                    .isEqualTo("West");
        }

        @Test
        void isGoodForOneRequestOnly() throws Exception {
            put(BODY, "Idempotency-Key", "one");

            assertThat(put("{\"team\":\"West\"}", "Idempotency-Key", "one").status())
                    .isEqualTo(409);
            assertThat(
                            admin.send(
                                            "PUT",
                                            "/admin/agents/4712",
                                            BODY,
                                            "X-Admin-Key",
                                            AdminClient.KEY,
                                            "Idempotency-Key",
                                            "one")
                                    .status())
                    .isEqualTo(409);
        }

        @Test
        void isNotUsedUpByARefusal() throws Exception {
            assertThat(put("{\"door\":\"ajar\"}", "Idempotency-Key", "one").status())
                    .isEqualTo(422);

            assertThat(put(BODY, "Idempotency-Key", "one").status()).isEqualTo(200);
        }

        @Test
        void ofWhateverLengthIsNoId() throws Exception {
            assertThat(put(BODY, "Idempotency-Key", "x".repeat(257)).status()).isEqualTo(400);
            assertThat(put(BODY, "Idempotency-Key", " ").status()).isEqualTo(400);
            assertThat(put(BODY, "Idempotency-Key", "a", "Idempotency-Key", "b").status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class TheAudit {
        @Test
        void tellsWhoDidWhatFromWhereAndWhatCameOfIt() throws Exception {
            admin.put("/admin/agents/4711", "{\"team\":\"East\"}");

            JsonNode entry = audited("ruleAgent").get(0);
            assertThat(entry.path("who").asText()).isEqualTo("ana");
            assertThat(entry.path("way").asText()).isEqualTo("key");
            assertThat(entry.path("from").asText()).isEqualTo("127.0.0.1");
            assertThat(entry.path("status").asInt()).isEqualTo(200);
            assertThat(entry.path("outcome").asText()).isEqualTo("done");
            assertThat(entry.path("milliseconds").asLong()).isNotNegative();
            String id = entry.path("id").asText();
            assertThat(admin.get("/admin/audit/" + id).json()).isEqualTo(entry);
            assertThat(admin.get("/admin/audit/" + id + "/payload").text())
                    .isEqualTo("{\"team\":\"East\"}");
        }

        @Test
        void keepsWhatWasRefused() throws Exception {
            admin.put("/admin/agents/4711", "{\"door\":\"ajar\"}");

            assertThat(audited("ruleAgent").get(0).path("outcome").asText()).isEqualTo("refused");
            assertThat(audited("ruleAgent").get(0).path("status").asInt()).isEqualTo(422);
        }

        @Test
        void isTakenAlongALineEach() throws Exception {
            admin.put("/admin/agents/4711", "{}");
            admin.put("/admin/agents/4712", "{}");

            Answer lines = admin.get("/admin/audit/export?who=ana");

            assertThat(lines.type()).isEqualTo("application/x-ndjson");
            assertThat(lines.text().lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
        }

        @Test
        void cannotBeChanged() throws Exception {
            admin.put("/admin/agents/4711", "{}");
            String id = audited("ruleAgent").get(0).path("id").asText();

            assertThat(admin.delete("/admin/audit/" + id).status()).isEqualTo(405);
            assertThat(admin.put("/admin/audit/" + id, "{}").status()).isEqualTo(405);
        }
    }

    @Nested
    class AnEvent {
        @Test
        void tellsWhatBecameOfIt() throws Exception {
            house.aloware(SampleDeliveries.call(7));

            JsonNode told = admin.get("/admin/events/ALOWARE:7").json();
            assertThat(told.path("state").asText()).isEqualTo("ready");
            assertThat(told.path("fact").path("metric").asText()).isEqualTo("CALLS");
            assertThat(admin.get("/admin/status").json().path("waiting").path("ready").asInt())
                    .isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"ALOWARE:8", "nonsense", "x%20y"})
        void isUnknownUnderAnotherKey(String key) throws Exception {
            assertThat(admin.get("/admin/events/" + key).status()).isEqualTo(404);
        }
    }

    @Nested
    class ATable {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/admin/clear/DimAgent",
                    "/admin/clear/DimAgent?confirm=FactEvent",
                    "/admin/clear/DimAgent?confirm=dimagent",
                    "/admin/clear/Elsewhere?confirm=Elsewhere"
                })
        void isEmptiedForThoseAloneWhoSayTwiceWhich(String path) throws Exception {
            assertThat(admin.post(path, "").status()).isEqualTo(400);
            assertThat(admin.get("/admin/clear").json().path("clearings")).isEmpty();
        }

        @Test
        void waitsToBeEmptiedByThePusher() throws Exception {
            assertThat(admin.post("/admin/clear/DimAgent?confirm=DimAgent", "").status())
                    .isEqualTo(200);

            assertThat(texts(admin.get("/admin/clear").json().path("clearings"), "table"))
                    .containsExactly("DimAgent");
        }
    }

    @Nested
    class ARun {
        @Test
        void isAnsweredItselfWhereNobodyWaitsForItsEnd() throws Exception {
            Answer answer = admin.post("/admin/books/recount?wait=0", "");

            if (answer.status() == 202) {
                assertThat(answer.json().path("kind").asText()).isEqualTo("recount");
            }
            assertThat(answer.status()).isIn(200, 202);
            RunningQuill.await(() -> isOver(answer.location()));
            assertThat(admin.get(answer.location()).json().path("state").asText())
                    .isEqualTo("finished");
        }

        private boolean isOver(String run) {
            try {
                return !admin.get(run).json().path("state").asText().equals("running");
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void keepsAnotherOfItsKindWaiting() throws Exception {
            RunRegistry elsewhere = new RunRegistry(house.store(), InstantSource.system());
            StartResult begun = elsewhere.begin(new Job("recount", "books", "bob"));
            assertThat(begun).isInstanceOf(StartResult.Begun.class);

            Answer answer = admin.post("/admin/books/recount", "");

            assertThat(answer.status()).isEqualTo(409);
            assertThat(admin.get(answer.location()).json().path("by").asText()).isEqualTo("bob");
            assertThat(texts(admin.get("/admin/runs?state=running").json().path("runs"), "name"))
                    .containsExactly("books");
        }
    }

    @Nested
    class TheBooks {
        @Test
        void accountForEveryEvent() throws Exception {
            house.aloware(SampleDeliveries.call(7));
            house.aloware(SampleDeliveries.call(7));
            house.aloware("{");

            JsonNode told = admin.get("/admin/books").json();

            JsonNode account = told.path("accounts").get(0);
            assertThat(told.path("close").asBoolean()).isTrue();
            assertThat(account.path("received").asInt()).isEqualTo(3);
            assertThat(account.path("waiting").asInt()).isEqualTo(1);
            assertThat(account.path("duplicates").asInt()).isEqualTo(1);
            assertThat(account.path("dead").asInt()).isEqualTo(1);
            assertThat(told.path("note").asText()).contains("more than 14 days after");
        }

        @Test
        void areCountedAgainInARun() throws Exception {
            Answer answer = admin.post("/admin/books/recount", "");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("corrections")).isEmpty();
            assertThat(answer.json().path("skipped")).isEmpty();
            assertThat(answer.location()).startsWith("/admin/runs/recount-");

            JsonNode last = admin.get("/admin/books").json().path("lastRecount");
            assertThat("/admin/runs/" + last.path("run").asText()).isEqualTo(answer.location());
            assertThat(last.path("by").asText()).isEqualTo("ana");
            assertThat(last.path("state").asText()).isEqualTo("finished");
            assertThat(last.path("words").asText())
                    .isEqualTo("every account agrees with its events");
            assertThat(last.path("result")).isEqualTo(answer.json());
        }
    }
}
