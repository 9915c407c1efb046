package io.quill.records.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.sandbox.web.SandboxServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** A directory that no class knows: client credentials, next addresses, changes behind a link. */
class OrbitTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final String FIRST = "/v1.0/users/delta?%24select=id%2CdisplayName";

    private final SandboxServer sandboxServer = new SandboxServer();
    private final ScriptedService graph = new ScriptedService();
    private final URI origin = sandboxServer.open(0, graph);
    private final PullFixture pullFixture =
            new PullFixture(
                    PullFixture.INVENTED.resolve("orbit.yaml"),
                    Map.of(
                            "graph", origin.toString(),
                            "authority", origin.toString(),
                            "tenant", "t-1",
                            "client-id", "app",
                            "client-secret", "s3cr3t-value"),
                    NOW);

    @BeforeEach
    void token() {
        graph.on(
                "/t-1/oauth2/v2.0/token",
                "{\"access_token\":\"abc\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
    }

    @AfterEach
    void close() {
        pullFixture.close();
        sandboxServer.close();
    }

    private String page(String records, String link, String address) {
        return "{\"value\":[%s],\"@odata.%s\":\"%s%s\"}".formatted(records, link, origin, address);
    }

    @Test
    void signsInAsItself() {
        graph.on(FIRST, "{\"value\":[]}");

        pullFixture.complete("users");

        assertThat(graph.asked.getFirst().form())
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_id", "app")
                .containsEntry("client_secret", "s3cr3t-value")
                .containsEntry("scope", origin + "/.default");
        assertThat(graph.asked.get(1).header("Authorization")).contains("Bearer abc");
    }

    @Test
    void comesBackToWhereTheChangesGoOn() {
        graph.on(FIRST, page("{\"id\":\"a\"}", "nextLink", "/v1.0/users/delta?skip=1"));
        graph.on(
                "/v1.0/users/delta?skip=1",
                page("{\"id\":\"b\"}", "deltaLink", "/v1.0/users/delta?token=x"));
        graph.on(
                "/v1.0/users/delta?token=x",
                page(
                        "{\"id\":\"a\",\"@removed\":{\"reason\":\"deleted\"}},{\"id\":\"c\"}",
                        "deltaLink",
                        "/v1.0/users/delta?token=y"));
        graph.on("/v1.0/users/delta?token=y", page("", "deltaLink", "/v1.0/users/delta?token=y"));

        pullFixture.complete("users");
        pullFixture.complete("users");
        pullFixture.complete("users");

        assertThat(pullFixture.landing.records(pullFixture.feed("users")))
                .containsOnlyKeys("b", "c");
        assertThat(graph.targets())
                .endsWith("/v1.0/users/delta?token=x", "/v1.0/users/delta?token=y");
    }

    @Test
    void startsOverWhenTheLinkHasExpired() {
        graph.on(FIRST, page("{\"id\":\"a\"}", "deltaLink", "/v1.0/users/delta?token=x"));
        graph.on(
                "/v1.0/users/delta?token=x", ScriptedService.status(410, "{\"error\":\"resync\"}"));
        pullFixture.complete("users");

        pullFixture.complete("users");

        assertThat(graph.targets()).endsWith("/v1.0/users/delta?token=x", FIRST);
        assertThat(pullFixture.landing.failures)
                .singleElement()
                .asString()
                .contains("no longer known");
    }

    @Test
    void countsItsWayThroughAListByOffset() {
        graph.on("/v1.0/groups?skip=0&top=2", "{\"value\":[{\"id\":1},{\"id\":2}],\"count\":3}");
        graph.on("/v1.0/groups?skip=2&top=2", "{\"value\":[{\"id\":3}],\"count\":3}");
        graph.on("/v1.0/groups?skip=3&top=2", "{\"value\":[],\"count\":3}");

        pullFixture.complete("groups");

        assertThat(pullFixture.landing.records(pullFixture.feed("groups")))
                .containsOnlyKeys("1", "2", "3");
    }

    @Test
    void isNotFooledByAServiceThatGivesLessThanIsAsked() {
        graph.on("/v1.0/groups?skip=0&top=2", "{\"value\":[{\"id\":1}]}");
        graph.on("/v1.0/groups?skip=1&top=2", "{\"value\":[{\"id\":2}]}");
        graph.on("/v1.0/groups?skip=2&top=2", "{\"value\":[]}");

        pullFixture.complete("groups");

        assertThat(pullFixture.landing.records(pullFixture.feed("groups")))
                .containsOnlyKeys("1", "2");
    }

    @Test
    void handsTheCursorOfAnAnswerOn() {
        graph.on(
                "/v1.0/devices?limit=2",
                "{\"value\":[{\"id\":1}],\"paging\":{\"next\":{\"after\":\"k=9\"}}}");
        graph.on("/v1.0/devices?after=k%3D9&limit=2", "{\"paging\":{},\"value\":[{\"id\":2}]}");

        pullFixture.complete("devices");

        assertThat(pullFixture.landing.records(pullFixture.feed("devices")))
                .containsOnlyKeys("1", "2");
    }

    @Test
    void saysWhyThereIsNoToken() {
        ScriptedService locked =
                new ScriptedService()
                        .on(
                                "/t-2/oauth2/v2.0/token",
                                ScriptedService.status(
                                        401,
                                        "{\"error\":\"invalid_client\",\"error_description\":"
                                                + "\"the secret s3cr3t-value has expired\"}"));
        URI other = sandboxServer.open(0, locked);
        try (PullFixture refused =
                new PullFixture(
                        PullFixture.INVENTED.resolve("orbit.yaml"),
                        Map.of(
                                "graph", other.toString(),
                                "authority", other.toString(),
                                "tenant", "t-2",
                                "client-id", "app",
                                "client-secret", "s3cr3t-value"),
                        NOW)) {
            assertThat(PullFixture.failure(refused.pull("users")))
                    .contains("invalid_client", "the secret *** has expired");
        }
    }

    @Test
    void speaksPlainHttpToThisMachineAlone() {
        try (PullFixture careless =
                new PullFixture(
                        PullFixture.INVENTED.resolve("orbit.yaml"),
                        Map.of(
                                "graph", "http://graph.example",
                                "authority", origin.toString(),
                                "tenant", "t-1",
                                "client-id", "app",
                                "client-secret", "s3cr3t-value"),
                        NOW)) {
            assertThat(PullFixture.failure(careless.pull("users"))).contains("Plain http");
        }
    }
}
