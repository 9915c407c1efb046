package io.quill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.sandbox.SandboxClient.Heard;
import io.quill.sandbox.desk.InjectedFault;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** The measured answers to callers who may not, which turn convention around. */
class CallerAccessTest extends PowerBiTest {
    private static final String GROUP = "/v1.0/myorg/groups/" + Sandbox.WORKSPACE + "/datasets";

    /** "no Authorization | 403 | empty | –". */
    @Test
    void refusesACallWithoutATokenBy403() {
        Heard heard = caller.send(sandbox.powerBi(), "GET", GROUP, "");

        assertRefused(heard, 403, "");
    }

    /** "malformed token | 403 | empty | InvalidToken". */
    @Test
    void refusesAMalformedTokenBy403() {
        Heard heard = get(GROUP, "Bearer nonsense");

        assertRefused(heard, 403, "InvalidToken");
    }

    /** "well-formed but invalid/expired JWT | 403 | empty | TokenExpired". */
    @Test
    void refusesAnExpiredTokenBy403() {
        clock.pass(Duration.ofDays(2));

        assertRefused(get(GROUP, caller.authorization()), 403, "TokenExpired");
        assertRefused(get(GROUP, "Bearer a.b.c"), 403, "TokenExpired");
    }

    /** Documented is a body: "Access token has expired, resubmit with a new access token". */
    @Test
    void saysThatATokenExpiredWhereToldTo() {
        set("expiredToken", "WITH_BODY");

        assertThat(get(GROUP, "Bearer a.b.c").json().at("/error/message").asText())
                .isEqualTo("Access token has expired, resubmit with a new access token");
    }

    /** "valid token, no workspace access | 401 | empty | GroupNotAccessible". */
    @Test
    void refusesAStrangeWorkspaceBy401() {
        String strange = "/v1.0/myorg/groups/11111111-2222-3333-4444-555555555555/datasets";

        assertRefused(get(strange, caller.authorization()), 401, "GroupNotAccessible");
    }

    /** "valid token, no dataset permission | 404 | PowerBIEntityNotFound". */
    @Test
    void doesNotFindAStrangeDataset() {
        Heard heard = caller.powerBi("GET", "/datasets/other/tables", "");

        assertThat(heard.status()).isEqualTo(404);
        assertThat(heard.json().at("/error/code").asText()).isEqualTo("PowerBIEntityNotFound");
        assertThat(heard.json().path("error").has("message")).isFalse();
    }

    /** "conditional access / CAE | 401 + WWW-Authenticate claims challenge". */
    @Test
    void challengesACallerByConditionalAccessOnDemand() {
        sandbox.arm(
                InjectedFault.of(InjectedFault.Kind.CHALLENGED).on("powerbi", "getDatasets", ""));

        Heard heard = get(GROUP, caller.authorization());

        assertRefused(heard, 401, "");
        assertThat(heard.header("WWW-Authenticate")).startsWith("Bearer ").contains("claims=");
    }

    /** "empty body (content-length 0) + header x-powerbi-error-info". */
    @Test
    void saysThatAnEmptyBodyIsOfNoLength() {
        assertThat(get(GROUP, "Bearer nonsense").header("Content-Length")).isEqualTo("0");
    }

    /** "`myorg` may be replaced by tenant guid". */
    @Test
    void takesATenantInPlaceOfMyOrganisation() {
        String path = GROUP.replace("myorg", Sandbox.TENANT);

        assertThat(get(path, caller.authorization()).status()).isEqualTo(200);
    }

    /** "SP cannot use My workspace -> groups form only". */
    @Test
    void keepsAServicePrincipalOutOfMyWorkspace() {
        Heard refused = get("/v1.0/myorg/datasets", caller.authorization());
        set("myWorkspace", "OPEN");
        Heard open = get("/v1.0/myorg/datasets", caller.authorization());

        assertThat(refused.status()).isEqualTo(401);
        assertThat(open.status()).isEqualTo(200);
        assertThat(open.json().path("value")).isEmpty();
    }

    private Heard get(String path, String authorization) {
        return caller.send(sandbox.powerBi(), "GET", path, "", "Authorization", authorization);
    }

    private static void assertRefused(Heard heard, int status, String info) {
        assertThat(heard.status()).isEqualTo(status);
        assertThat(heard.body()).isEmpty();
        assertThat(heard.header("x-powerbi-error-info")).isEqualTo(info);
    }
}
