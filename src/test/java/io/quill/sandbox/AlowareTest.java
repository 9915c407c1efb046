package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.sandbox.SandboxClient.Heard;
import io.quill.sandbox.desk.InjectedFault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class AlowareTest {
    private static final String TOKEN = "?api_token=" + Sandbox.ALOWARE_TOKEN;

    private final Sandbox sandbox = Sandbox.start(0, new ManualClock());
    private final SandboxClient sandboxClient = new SandboxClient(sandbox);

    @BeforeEach
    void fill() {
        sandboxClient.control(
                "PUT",
                "/aloware/users",
                """
                [{"id":7,"name":"Ann","email":"ann@example.com","status":"ON_CALL"},
                 {"id":8,"name":"Bob","email":"bob@example.com"}]
                """);
        sandboxClient.control("PUT", "/aloware/ring-groups/8465", "[8,7]");
    }

    @AfterEach
    void close() {
        sandboxClient.close();
        sandbox.close();
    }

    /** "-> [{id,name,email,agent_status,human_readable_agent_status}], no pagination". */
    @Test
    void tellsItsUsers() {
        Heard heard = get("users" + TOKEN);

        assertThat(heard.json().path(0).toString())
                .isEqualTo(
                        "{\"id\":7,\"name\":\"Ann\",\"email\":\"ann@example.com\","
                                + "\"agent_status\":4,"
                                + "\"human_readable_agent_status\":\"On Call\"}");
        assertThat(heard.json()).hasSize(2);
    }

    /** "the only documented way to list the members of a ring group". */
    @Test
    void tellsTheMembersOfARingGroupInOrder() {
        Heard heard = get("ring-group/availability" + TOKEN + "&ring_group_id=8465");

        var first = heard.json().at("/test_results/0");
        assertThat(first.path("id").asLong()).isEqualTo(8);
        assertThat(first.path("order").asInt()).isEqualTo(1);
        assertThat(first.path("failed_to_route").asBoolean()).isFalse();
        assertThat(first.path("reasons").isObject()).isTrue();
        assertThat(heard.json().at("/test_results/1/failed_to_route").asBoolean()).isTrue();
    }

    @Test
    void forgetsAUserWhoLeft() {
        sandboxClient.control("DELETE", "/aloware/users/7", "");

        assertThat(get("users" + TOKEN).json()).hasSize(1);
        assertThat(
                        get("ring-group/availability" + TOKEN + "&ring_group_id=8465")
                                .json()
                                .path("test_results"))
                .hasSize(1);
    }

    /** What it answers for a ring group that is not there is unknown. */
    @Test
    void knowsNoStrangeRingGroup() {
        String strange = "ring-group/availability" + TOKEN + "&ring_group_id=1";

        assertThat(get(strange).status()).isEqualTo(404);
        sandboxClient.control(
                "PATCH", "/aloware/switches", "{\"unknownRingGroup\":\"NO_MEMBERS\"}");
        assertThat(get(strange).json().toString()).isEqualTo("{\"test_results\":[]}");
    }

    /** "Rate limits: not found", so one strikes on demand only. */
    @Test
    void slowsACallerDownOnDemandOnly() {
        sandbox.arm(
                InjectedFault.status(429)
                        .on("aloware", "users", "")
                        .retryAfter(Duration.ofSeconds(9)));

        Heard slowed = get("users" + TOKEN);

        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.header("Retry-After")).isEqualTo("9");
        assertThat(get("users" + TOKEN).status()).isEqualTo(200);
    }

    /** "api_token in query for GET …; no Authorization header". */
    @Test
    void overlooksATokenInAHeader() {
        Heard heard =
                sandboxClient.send(
                        sandbox.aloware(),
                        "GET",
                        "/api/v1/webhook/users",
                        "",
                        "Authorization",
                        "Bearer " + Sandbox.ALOWARE_TOKEN);

        assertThat(heard.status()).isEqualTo(401);
    }

    /** What it answers to a wrong token is unknown. */
    @Test
    void refusesAWrongToken() {
        assertThat(get("users?api_token=wrong").status()).isEqualTo(401);

        sandboxClient.control("PATCH", "/aloware/switches", "{\"wrongToken\":\"PAGE\"}");
        assertThat(get("users?api_token=wrong").header("Content-Type")).startsWith("text/html");
    }

    /** "Unknown paths answer HTTP 200 text/html (SPA catch-all)". */
    @Test
    void answersAnyOtherPathWithItsPage() {
        Heard heard = get("ring-groups" + TOKEN);

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.header("Content-Type")).startsWith("text/html");
    }

    private Heard get(String path) {
        return sandboxClient.send(sandbox.aloware(), "GET", "/api/v1/webhook/" + path, "");
    }
}
