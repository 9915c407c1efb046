package io.quill.app;

import static io.quill.app.AdminClient.signed;
import static io.quill.app.AdminClient.signedFor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.app.AdminClient.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A signature opens what it covers, once, over real HTTP. */
class SignedRequestsTest {
    private static final String SYNC = "/admin/dim-metric/sync";
    private static final String CLEAR = "/admin/clear/FactEvent?confirm=FactEvent";

    @TempDir private Path directory;

    private RunningQuill house;
    private AdminClient admin;

    @BeforeEach
    void open() throws Exception {
        house =
                new RunningQuill.Plan(directory)
                        .set("ADMIN_HMAC_SECRET", AdminClient.SECRET)
                        .open();
        admin = new AdminClient(house.port);
    }

    @AfterEach
    void close() {
        admin.close();
        house.close();
    }

    private static String goals(int calls) {
        return """
        {"month":"%s","version":1,"metrics":[{"metricId":"CALLS","goal":%d,"yellowFloorPct":0.85}]}"""
                .formatted(YearMonth.now(ZoneOffset.UTC).plusMonths(1), calls);
    }

    private Answer get(String target, String... headers) throws Exception {
        return admin.send("GET", target, "", headers);
    }

    private Answer post(String target, String body, String... headers) throws Exception {
        return admin.send("POST", target, body, headers);
    }

    private static String[] changed(String[] headers, String from, String to) {
        List<String> all = new ArrayList<>();
        for (String each : headers) {
            all.add(each.replace(from, to));
        }
        return all.toArray(String[]::new);
    }

    @Test
    void opensWhatItCovers() throws Exception {
        assertThat(get("/admin/status", signedFor("GET", "/admin/status", "", "a")).status())
                .isEqualTo(200);
        assertThat(
                        get(
                                        "/admin/runs?state=failed",
                                        signedFor("GET", "/admin/runs?state=failed", "", "b"))
                                .status())
                .isEqualTo(200);
        assertThat(post(SYNC, goals(60), signedFor("POST", SYNC, goals(60), "c")).status())
                .isEqualTo(200);
    }

    @Test
    void ofAReadOpensNoWrite() throws Exception {
        assertThat(post(CLEAR, "", signedFor("GET", "/admin/status", "", "a")).status())
                .isEqualTo(401);
        assertThat(post(CLEAR, "", signed("m-1", "")).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/admin/runs?state=failed,GET,/admin/runs?state=finished",
        "GET,/admin/runs?state=failed,GET,/admin/runs",
        "GET,/admin/runs,GET,/admin/runs?state=failed",
        "GET,/admin/runs,GET,/admin/status",
        "GET,/admin/runs,DELETE,/admin/runs",
    })
    void opensNothingElse(String method, String target, String other, String elsewhere)
            throws Exception {
        String[] signed = signedFor(method, target, "", "n");

        assertThat(admin.send(other, elsewhere, "", signed).status()).isEqualTo(401);
        assertThat(admin.send(method, target, "", signed).status())
                .as("a nonce is not used up by who changed the request")
                .isEqualTo(200);
    }

    @Test
    void coversTheBody() throws Exception {
        String[] signed = signedFor("POST", SYNC, goals(60), "n");

        assertThat(post(SYNC, goals(61), signed).status()).isEqualTo(401);
        assertThat(post(SYNC, goals(60), signedFor("POST", SYNC, "", "m")).status()).isEqualTo(401);
        assertThat(post(SYNC, goals(60), signed).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"@method\" ",
                " \"@path\"",
                " \"@query\"",
                ";nonce=\"n\"",
                ";keyid=\"ops\"",
                ";alg=\"hmac-sha256\"",
                "quill=("
            })
    void mustSayAndCoverEverythingAsked(String part) throws Exception {
        String[] signed = signedFor("GET", "/admin/status", "", "n");

        assertThat(get("/admin/status", changed(signed, part, "")).status()).isEqualTo(401);
    }

    @Test
    void isTakenForFiveMinutesAroundItsTime() throws Exception {
        long now = System.currentTimeMillis() / 1000;

        assertThat(
                        get("/admin/status", signedFor("GET", "/admin/status", "", "a", now - 280))
                                .status())
                .isEqualTo(200);
        assertThat(
                        get("/admin/status", signedFor("GET", "/admin/status", "", "b", now + 280))
                                .status())
                .isEqualTo(200);
        assertThat(
                        get("/admin/status", signedFor("GET", "/admin/status", "", "c", now - 320))
                                .status())
                .isEqualTo(401);
        assertThat(
                        get("/admin/status", signedFor("GET", "/admin/status", "", "d", now + 320))
                                .status())
                .isEqualTo(401);
    }

    @Test
    void usesItsNonceUpWhateverComesOfIt() throws Exception {
        String[] missing = signedFor("GET", "/admin/runs/none", "", "a");
        assertThat(get("/admin/runs/none", missing).status()).isEqualTo(404);
        assertThat(get("/admin/runs/none", missing).status()).isEqualTo(409);

        assertThat(get("/admin/status", signedFor("GET", "/admin/status", "", "b")).status())
                .isEqualTo(200);
        assertThat(get("/admin/agents", signedFor("GET", "/admin/agents", "", "b")).status())
                .isEqualTo(409);
    }

    @Test
    void isAuditedUnderItsKeyid() throws Exception {
        post(SYNC, goals(60), signedFor("POST", SYNC, goals(60), "a"));

        String audit = "/admin/audit?action=syncMetrics";
        Answer told = get(audit, signedFor("GET", audit, "", "b"));
        assertThat(told.json().at("/entries/0/who").asText()).isEqualTo("signature:ops");
        assertThat(told.json().at("/entries/0/way").asText()).isEqualTo("signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /admin/status",
                "GET /admin/openapi.json",
                "POST /admin/dim-agent/sync",
                "POST /admin/dim-date/seed",
                "PUT /admin/agents/4711",
                "POST /admin/clear/FactEvent?confirm=FactEvent",
                "GET /admin/dim-metric/sync",
                "POST /admin/rollback/dim-metric/1"
            })
    void headersOfStandardWebhooksOpenNothingButTheTwoSyncs(String request) throws Exception {
        String[] parts = request.split(" ", 2);

        assertThat(admin.send(parts[0], parts[1], "{}", signed("m-1", "{}")).status())
                .isBetween(401, 405)
                .isNotEqualTo(404);
        assertThat(post(SYNC, "{}", signed("m-1", "{}")).status())
                .as("the id is used up")
                .isEqualTo(409);
    }

    @Test
    void headersOfStandardWebhooksOpenTheTwoSyncs() throws Exception {
        String[] signed = signed("m-1", goals(60));
        Answer first = post(SYNC, goals(60), signed);

        assertThat(first.status()).isEqualTo(200);
        assertThat(post(SYNC, goals(60), signed)).isEqualTo(first);
        assertThat(post("/admin/dim-shift/sync", goals(60), signed).status()).isEqualTo(409);
        assertThat(post(SYNC, goals(61), signed).status()).isEqualTo(401);
        assertThat(post(SYNC, goals(61), signed("m-1", goals(61))).status()).isEqualTo(409);
        String rules =
                "{\"rules\":[{\"name\":\"a\",\"weekdays\":[\"MON\"],\"start\":\"09:00\",\"end\":\"17:00\"}]}";
        assertThat(post("/admin/dim-shift/sync", rules, signed("m-2", rules)).status())
                .isEqualTo(200);
    }

    @Test
    void anIdIsUsedUpByATrialAndByARefusal() throws Exception {
        assertThat(post(SYNC + "?dryRun=true", goals(60), signed("m-1", goals(60))).status())
                .isEqualTo(200);
        assertThat(post(SYNC, goals(60), signed("m-1", goals(60))).status()).isEqualTo(409);

        Answer refused = post(SYNC, "{}", signed("m-2", "{}"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(post(SYNC, "{}", signed("m-2", "{}"))).isEqualTo(refused);
        assertThat(post(SYNC + "?wait=1", "{}", signed("m-2", "{}")).status()).isEqualTo(409);
    }
}
