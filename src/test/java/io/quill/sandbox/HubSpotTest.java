package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.sandbox.SandboxClient.Heard;
import io.quill.sandbox.hubspot.Owner;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class HubSpotTest {
    private final ManualClock clock = new ManualClock();
    private final Sandbox sandbox = Sandbox.start(0, clock);
    private final SandboxClient sandboxClient = new SandboxClient(sandbox);

    @AfterEach
    void close() {
        sandboxClient.close();
        sandbox.close();
    }

    @Nested
    class Owners {
        /** "limit default 100, after, email, archived". */
        @ParameterizedTest
        @ValueSource(strings = {"/crm/v3/owners", "/crm/owners/2026-03"})
        void comePageByPage(String path) {
            for (int each = 1; each <= 150; each++) {
                sandbox.crm().put(owner(Integer.toString(each), false));
            }

            Heard first = get(path);
            String after = first.json().at("/paging/next/after").asText();
            Heard second = get(path + "?after=" + after);

            assertThat(first.json().path("results")).hasSize(100);
            assertThat(second.json().path("results")).hasSize(50);
            assertThat(second.json().has("paging")).isFalse();
        }

        /** "Load archived=true too, or facts of leavers lose their name". */
        @Test
        void whoLeftAreToldOnlyWhenAskedFor() {
            sandbox.crm().put(owner("1", false));
            sandbox.crm().put(owner("2", true));

            assertThat(get("/crm/v3/owners").json().path("results")).hasSize(1);
            Heard left = get("/crm/v3/owners?archived=true");
            assertThat(left.json().at("/results/0/id").asText()).isEqualTo("2");
            assertThat(left.json().at("/results/0/userId").isNull()).isTrue();
            assertThat(left.json().at("/results/0/userIdIncludingInactive").asLong())
                    .isEqualTo(1002);
        }

        /** "/crm/v3/owners/{id}?idProperty=id|userId", and "email" in the list. */
        @Test
        void areFoundByMailAndByUser() {
            sandbox.crm().put(owner("1", false));
            sandbox.crm().put(owner("2", false));

            assertThat(
                            get("/crm/v3/owners?email=O2@example.com")
                                    .json()
                                    .at("/results/0/id")
                                    .asText())
                    .isEqualTo("2");
            assertThat(get("/crm/v3/owners/1002?idProperty=userId").json().path("id").asText())
                    .isEqualTo("2");
            assertThat(get("/crm/v3/owners/9").status()).isEqualTo(404);
        }

        private static Owner owner(String id, boolean archived) {
            return new Owner(
                    id,
                    "" + (1000 + Integer.parseInt(id)),
                    "o" + id + "@example.com",
                    "O",
                    id,
                    archived);
        }
    }

    @Nested
    class ABatchRead {
        @ParameterizedTest
        @CsvSource({
            "/crm/v3/objects/tickets, tickets",
            "/crm/objects/2026-03/tickets, 0-5",
            "/crm/v3/objects/0-49, emails",
        })
        void tellsThePropertiesThatWereAskedFor(String path, String type) {
            sandbox.crm().create(type, "11", Map.of("hubspot_owner_id", "5"));

            Heard heard =
                    post(
                            path + "/batch/read",
                            "{\"inputs\":[{\"id\":\"11\"}],"
                                    + "\"properties\":[\"hubspot_owner_id\",\"x\"]}");

            assertThat(heard.status()).isEqualTo(200);
            var properties = heard.json().at("/results/0/properties");
            assertThat(properties.path("hubspot_owner_id").asText()).isEqualTo("5");
            assertThat(properties.path("x").isNull()).isTrue();
            assertThat(properties.path("hs_object_id").asText()).isEqualTo("11");
        }

        /** An owner "can be empty at creation and set later". */
        @Test
        void seesAnOwnerWhoWasSetLater() {
            sandboxClient.control("PUT", "/hubspot/tickets/11", "{\"subject\":\"s\"}");
            clock.pass(Duration.ofMinutes(1));
            sandboxClient.control("PATCH", "/hubspot/tickets/11", "{\"hubspot_owner_id\":\"5\"}");

            var told = read("11").json().at("/results/0");

            assertThat(told.at("/properties/hubspot_owner_id").asText()).isEqualTo("5");
            assertThat(told.path("createdAt").asText()).isEqualTo("2026-03-02T15:00:00Z");
            assertThat(told.path("updatedAt").asText()).isEqualTo("2026-03-02T15:01:00Z");
        }

        /** No source at hand shows the answer for ids that are not there: 207, from memory. */
        @Test
        void saysWhichAreNotThere() {
            sandboxClient.control("PUT", "/hubspot/tickets/11", "{}");
            sandboxClient.control("DELETE", "/hubspot/tickets/11", "");

            Heard heard = read("11");

            assertThat(heard.status()).isEqualTo(207);
            assertThat(heard.json().at("/errors/0/context/ids/0").asText()).isEqualTo("11");
            switchTo("\"missing\":\"LEFT_OUT\"");
            assertThat(read("11").status()).isEqualTo(200);
            assertThat(read("11").json().path("results")).isEmpty();
        }

        /** "max 100 records". */
        @Test
        void holdsAHundredAtMost() {
            String ids =
                    IntStream.range(0, 101)
                            .mapToObj(each -> "{\"id\":\"" + each + "\"}")
                            .collect(Collectors.joining(","));

            Heard heard = post("/crm/v3/objects/tickets/batch/read", "{\"inputs\":[" + ids + "]}");

            assertThat(heard.status()).isEqualTo(400);
            assertThat(heard.json().path("category").asText()).isEqualTo("VALIDATION_ERROR");
        }

        private Heard read(String id) {
            return post(
                    "/crm/v3/objects/tickets/batch/read", "{\"inputs\":[{\"id\":\"" + id + "\"}]}");
        }
    }

    @Nested
    class ASearch {
        /** "filterGroups[{filters[{propertyName,operator,value}]}] -> total, results, paging". */
        @Test
        void findsWhatWasChangedSince() {
            sandbox.crm().create("tickets", "1", Map.of());
            clock.pass(Duration.ofMinutes(1));
            sandbox.crm().create("tickets", "2", Map.of());
            long since = clock.instant().toEpochMilli();

            Heard heard = search("hs_lastmodifieddate", "GTE", Long.toString(since), 200, 0);

            assertThat(heard.json().path("total").asInt()).isEqualTo(1);
            assertThat(heard.json().at("/results/0/id").asText()).isEqualTo("2");
        }

        /** "200 per page", "<=10 000 rows per search". */
        @Test
        void isBoundedInWidthAndDepth() {
            assertThat(search("subject", "NEQ", "x", 200, 9800).status()).isEqualTo(200);
            assertThat(search("subject", "NEQ", "x", 201, 0).status()).isEqualTo(400);
            assertThat(search("subject", "NEQ", "x", 200, 9900).status()).isEqualTo(400);
            assertThat(search("subject", "LIKE", "x", 200, 0).status()).isEqualTo(400);
        }

        /** "4 req/s (changelog; 5 [M])" for one token: the fewer hold unless told otherwise. */
        @ParameterizedTest
        @ValueSource(ints = {4, 5})
        void mayBeAskedFourOrFiveTimesASecond(int times) {
            switchTo("\"searchesPerSecond\":" + times);
            for (int each = 0; each < times; each++) {
                assertThat(search("subject", "EQ", "x", 10, 0).status()).isEqualTo(200);
            }
            assertThat(search("subject", "EQ", "x", 10, 0).status()).isEqualTo(429);
            clock.pass(Duration.ofSeconds(1));
            assertThat(search("subject", "EQ", "x", 10, 0).status()).isEqualTo(200);
        }

        /** How soon a search finds what was changed is not documented. */
        @Test
        void findsLateWhatWasChangedWhereToldTo() {
            switchTo("\"searchLagMillis\":5000");
            sandbox.crm().create("tickets", "1", Map.of());

            assertThat(search("subject", "NEQ", "x", 10, 0).json().path("total").asInt()).isZero();
            clock.pass(Duration.ofSeconds(5));
            assertThat(search("subject", "NEQ", "x", 10, 0).json().path("total").asInt()).isOne();
        }

        private Heard search(String property, String operator, String value, int limit, int after) {
            return post(
                    "/crm/v3/objects/tickets/search",
                    """
                    {"filterGroups":[{"filters":[
                      {"propertyName":"%s","operator":"%s","value":"%s"}]}],
                     "limit":%d,"after":%d}
                    """
                            .formatted(property, operator, value, limit, after));
        }
    }

    /**
     * "private app per 10 s: 100"; "429 body {status:error, errorType:RATE_LIMIT, policyName…}".
     */
    @Test
    void takesAHundredCallsInTenSeconds() {
        for (int each = 0; each < 99; each++) {
            get("/crm/v3/owners");
        }
        Heard last = get("/crm/v3/owners");
        Heard over = get("/crm/v3/owners");

        assertThat(last.header("X-HubSpot-RateLimit-Remaining")).isEqualTo("0");
        assertThat(last.header("X-HubSpot-RateLimit-Max")).isEqualTo("100");
        assertThat(over.status()).isEqualTo(429);
        assertThat(over.json().path("errorType").asText()).isEqualTo("RATE_LIMIT");
        assertThat(over.json().path("policyName").asText()).isEqualTo("TEN_SECONDLY_ROLLING");
        assertThat(over.header("Retry-After")).isEmpty();
        clock.pass(Duration.ofSeconds(10));
        assertThat(get("/crm/v3/owners").status()).isEqualTo(200);
    }

    /** "per day/account 250k"; "429 body {status:error, errorType:RATE_LIMIT, policyName:DAILY". */
    @Test
    void takesSoManyCallsADay() {
        switchTo("\"callsPerDay\":2");

        Heard first = get("/crm/v3/owners");
        get("/crm/v3/owners");
        Heard over = get("/crm/v3/owners");

        assertThat(first.header("X-HubSpot-RateLimit-Daily")).isEqualTo("2");
        assertThat(first.header("X-HubSpot-RateLimit-Daily-Remaining")).isEqualTo("1");
        assertThat(over.status()).isEqualTo(429);
        assertThat(over.json().path("policyName").asText()).isEqualTo("DAILY");
        assertThat(over.json().path("status").asText()).isEqualTo("error");
        assertThat(over.json().path("correlationId").asText()).isNotEmpty();
        clock.pass(Duration.ofDays(1));
        assertThat(get("/crm/v3/owners").status()).isEqualTo(200);
    }

    /** "190 (Pro/Ent)"; "ten-second name not seen"; whether a 429 says when is not documented. */
    @Test
    void takesWhatThePlanAllowsInTenSeconds() {
        switchTo(
                "\"callsPerTenSeconds\":1,\"windows\":\"FIXED\","
                        + "\"tenSecondPolicy\":\"SECONDLY\",\"retryAfter\":\"ALWAYS\"");
        clock.pass(Duration.ofSeconds(7));
        get("/crm/v3/owners");
        Heard over = get("/crm/v3/owners");

        assertThat(over.json().path("policyName").asText()).isEqualTo("SECONDLY");
        assertThat(over.header("Retry-After")).isEqualTo("3");
        clock.pass(Duration.ofSeconds(3));
        assertThat(get("/crm/v3/owners").status()).isEqualTo(200);
    }

    private void switchTo(String members) {
        assertThat(
                        sandboxClient
                                .control("PATCH", "/hubspot/switches", "{" + members + "}")
                                .status())
                .isEqualTo(204);
    }

    /** "Auth: Authorization: Bearer <token>". */
    @Test
    void refusesACallWithoutItsToken() {
        Heard heard = sandboxClient.send(sandbox.hubSpot(), "GET", "/crm/v3/owners", "");

        assertThat(heard.status()).isEqualTo(401);
        assertThat(heard.json().path("category").asText()).isEqualTo("INVALID_AUTHENTICATION");
    }

    private Heard get(String path) {
        return sandboxClient.send(sandbox.hubSpot(), "GET", path, "", "Authorization", bearer());
    }

    private Heard post(String path, String body) {
        return sandboxClient.send(sandbox.hubSpot(), "POST", path, body, "Authorization", bearer());
    }

    private static String bearer() {
        return "Bearer " + Sandbox.HUBSPOT_TOKEN;
    }
}
