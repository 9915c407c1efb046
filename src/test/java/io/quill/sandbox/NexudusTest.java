package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.sandbox.SandboxClient.Heard;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.nexudus.Nexudus;
import io.quill.sandbox.nexudus.NexudusSwitches;
import io.quill.sandbox.nexudus.NexudusType;
import io.quill.sandbox.nexudus.SampleCompany;
import io.quill.sandbox.web.SandboxJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The stand-in against the facts that it stands on. */
class NexudusTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final ManualClock clock = new ManualClock();
    private final Sandbox sandbox = Sandbox.start(0, clock);
    private final SandboxClient sandboxClient = new SandboxClient(sandbox);
    private final Nexudus nexudus = sandbox.spaces();
    private String token = "";

    @BeforeEach
    void open() {
        new SampleCompany(nexudus, Instant.parse("2025-01-06T08:00:00Z")).open(60);
        token =
                token(
                                "grant_type=password&username=quill%40spaces.example&password="
                                        + Sandbox.NEXUDUS_PASSWORD)
                        .json()
                        .path("access_token")
                        .asText();
    }

    @AfterEach
    void close() {
        sandboxClient.close();
        sandbox.close();
    }

    private Heard token(String form) {
        return sandboxClient.send(
                sandbox.nexudus(), "POST", "/api/token", form, "Content-Type", FORM);
    }

    private Heard get(String path) {
        return sandboxClient.send(
                sandbox.nexudus(), "GET", "/api/" + path, "", "Authorization", "Bearer " + token);
    }

    private JsonNode list(String path) {
        return get(path).json();
    }

    @Nested
    class Tokens {
        /** "form-encoded grant_type=password … → access_token, token_type bearer, expires_in". */
        @Test
        void areHadByAForm() {
            Heard heard =
                    token(
                            "grant_type=password&username=quill%40spaces.example&password="
                                    + Sandbox.NEXUDUS_PASSWORD);

            assertThat(heard.status()).isEqualTo(200);
            assertThat(heard.json().path("token_type").asText()).isEqualTo("bearer");
            assertThat(heard.json().path("expires_in").asLong()).isEqualTo(20_159);
            assertThat(heard.json().path("refresh_token").asText()).isNotEmpty();
        }

        /** "JSON body → error unsupported_grant_type". */
        @Test
        void areNotHadByJson() {
            Heard heard =
                    sandboxClient.send(
                            sandbox.nexudus(),
                            "POST",
                            "/api/token",
                            "{\"grant_type\":\"password\"}",
                            "Content-Type",
                            "application/json");

            assertThat(heard.status()).isEqualTo(400);
            assertThat(heard.json().path("error").asText()).isEqualTo("unsupported_grant_type");
        }

        /** "grant_type=refresh_token". */
        @Test
        void areHadForWhatCameWithTheLastOne() {
            String refresh =
                    token(
                                    "grant_type=password&username=quill%40spaces.example&password="
                                            + Sandbox.NEXUDUS_PASSWORD)
                            .json()
                            .path("refresh_token")
                            .asText();

            Heard heard = token("grant_type=refresh_token&refresh_token=" + refresh);

            assertThat(heard.json().path("access_token").asText()).isNotEmpty();
        }

        @Test
        void areNotHadForAnotherPassword() {
            Heard heard = token("grant_type=password&username=quill%40spaces.example&password=x");

            assertThat(heard.status()).isEqualTo(400);
            assertThat(heard.json().path("error").asText()).isEqualTo("invalid_grant");
        }

        @Test
        void end() {
            sandbox.advance(Duration.ofSeconds(20_159));

            assertThat(get("sys/businesses").status()).isEqualTo(401);
        }

        /** "Each endpoint needs a role (e.g. FloorPlanDesk-List)". */
        @Test
        void openNoListWithoutItsRole() {
            nexudus.switches(
                    new NexudusSwitches(57, 20_159, 0, 15, List.of("FloorPlanDesk-List"), 0));

            assertThat(get("sys/floorplandesks").status()).isEqualTo(403);
            assertThat(get("sys/businesses").status()).isEqualTo(200);
        }
    }

    @Nested
    class Lists {
        /** "envelope Records[], CurrentPage, CurrentPageSize, … HasNextPage, HasPreviousPage". */
        @Test
        void comeInAnEnvelope() {
            JsonNode first = list("sys/floorplandesks?page=1&size=25&orderBy=Id&dir=1");
            JsonNode last = list("sys/floorplandesks?page=3&size=25&orderBy=Id&dir=1");

            assertThat(first.path("Records")).hasSize(25);
            assertThat(first.path("CurrentPage").asInt()).isOne();
            assertThat(first.path("CurrentPageSize").asInt()).isEqualTo(25);
            assertThat(first.path("CurrentOrderField").asText()).isEqualTo("Id");
            assertThat(first.path("CurrentSortDirection").asInt()).isOne();
            assertThat(first.path("FirstItem").asInt()).isOne();
            assertThat(first.path("LastItem").asInt()).isEqualTo(25);
            assertThat(first.path("TotalItems").asInt()).isEqualTo(60);
            assertThat(first.path("TotalPages").asInt()).isEqualTo(3);
            assertThat(first.path("HasNextPage").asBoolean()).isTrue();
            assertThat(first.path("HasPreviousPage").asBoolean()).isFalse();
            assertThat(last.path("Records")).hasSize(10);
            assertThat(last.path("HasNextPage").asBoolean()).isFalse();
        }

        @Test
        void canBeSortedTheOtherWayRound() {
            JsonNode records = list("sys/floorplandesks?orderBy=Price&dir=-1").path("Records");

            assertThat(records.get(0).path("Price").asDouble())
                    .isGreaterThanOrEqualTo(records.get(24).path("Price").asDouble());
        }

        /** "{Entity}_{Field}=v, ranges from_{Entity}_{Field} / to_{Entity}_{Field}". */
        @Test
        void canBeFiltered() {
            sandbox.advance(Duration.ofMinutes(1));
            nexudus.change(
                    NexudusType.FLOOR_PLAN_DESK,
                    SampleCompany.product(5),
                    SandboxJson.object().put("Price", 1));
            String now = clock.instant().plus(Duration.ofMinutes(1)).toString();

            assertThat(
                            list("sys/floorplandesks?from_FloorPlanDesk_UpdatedOn=" + now)
                                    .path("TotalItems")
                                    .asInt())
                    .isOne();
            assertThat(
                            list("sys/floorplandesks?to_FloorPlanDesk_UpdatedOn=2024-01-01T00:00:00Z")
                                    .path("TotalItems")
                                    .asInt())
                    .isZero();
            assertThat(
                            list("sys/floorplandesks?FloorPlanDesk_ItemType=5")
                                    .path("TotalItems")
                                    .asInt())
                    .isEqualTo(12);
        }

        /** "several ids ?id=[1,2,3]". */
        @Test
        void canBeOfCertainRecords() {
            String ids = "%5B" + SampleCompany.product(1) + "," + SampleCompany.product(2) + "%5D";

            assertThat(list("sys/floorplandesks?id=" + ids).path("Records")).hasSize(2);
        }

        /** "deep paging (about page 58) answers 403". */
        @Test
        void endBeforeTheirEnd() {
            assertThat(get("sys/floorplandesks?page=57&size=1").status()).isEqualTo(200);
            assertThat(get("sys/floorplandesks?page=58&size=1").status()).isEqualTo(403);
        }

        /** "List omits collection fields → GET /{path}/{id}". */
        @Test
        void leaveOutWhatIsAList() {
            JsonNode listed = list("sys/businesses").at("/Records/1");
            JsonNode whole = list("sys/businesses/" + listed.path("Id").asText());

            assertThat(listed.has("BusinessSettings")).isFalse();
            assertThat(whole.path("BusinessSettings")).hasSize(1);
            assertThat(listed.path("MondayOpenTime").asInt()).isEqualTo(480);
        }

        /** "incremental never shows deletes". */
        @Test
        void doNotTellWhatWasDeleted() {
            nexudus.delete(NexudusType.FLOOR_PLAN_DESK, SampleCompany.product(5));

            assertThat(list("sys/floorplandesks").path("TotalItems").asInt()).isEqualTo(59);
            assertThat(get("sys/floorplandesks/" + SampleCompany.product(5)).status())
                    .isEqualTo(404);
        }
    }

    /** "Clients see 429 + Retry-After". */
    @Test
    void wantsToBeLeftAloneForAWhile() {
        nexudus.switches(new NexudusSwitches(57, 20_159, 2, 15, List.of(), 0));
        get("sys/businesses");
        get("sys/businesses");

        Heard third = get("sys/businesses");
        sandbox.advance(Duration.ofMinutes(1));

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.header("Retry-After")).isEqualTo("15");
        assertThat(get("sys/businesses").status()).isEqualTo(200);
    }

    @Test
    void failsOnDemand() {
        sandbox.arm(InjectedFault.status(503).on(Nexudus.SYSTEM, "list", "sys/businesses"));

        assertThat(get("sys/businesses").status()).isEqualTo(503);
        assertThat(get("sys/businesses").status()).isEqualTo(200);
    }

    @Nested
    class FromOutside {
        private int control(String method, String path, String body) {
            return sandboxClient
                    .send(sandbox.nexudus(), method, "/sandbox/nexudus/" + path, body)
                    .status();
        }

        @Test
        void recordsCanBePutChangedAndDeleted() {
            String fields =
                    "{\"Name\":\"New\",\"CreatedOn\":\"2026-01-01T00:00:00Z\","
                            + "\"UpdatedOn\":\"2026-01-01T00:00:00Z\"}";

            assertThat(control("PUT", "coworker/9", fields)).isEqualTo(204);
            assertThat(control("PATCH", "coworker/9", "{\"Name\":\"Newer\"}")).isEqualTo(204);
            assertThat(list("spaces/coworkers/9").path("Name").asText()).isEqualTo("Newer");
            assertThat(control("DELETE", "coworker/9", "")).isEqualTo(204);
            assertThat(get("spaces/coworkers/9").status()).isEqualTo(404);
        }

        @Test
        void aCompanyCanBeOpened() {
            sandbox.reset();

            assertThat(control("POST", "open", "{\"products\":5}")).isEqualTo(204);
            assertThat(nexudus.count(NexudusType.FLOOR_PLAN_DESK)).isEqualTo(5);
        }

        @Test
        void whatItDoesCanBeSet() {
            assertThat(control("PATCH", "switches", "{\"deepestPage\":3}")).isEqualTo(204);
            assertThat(get("sys/floorplandesks?page=4&size=1").status()).isEqualTo(403);
            assertThat(control("PATCH", "switches", "{\"deepestPgae\":3}")).isEqualTo(400);
        }
    }
}
