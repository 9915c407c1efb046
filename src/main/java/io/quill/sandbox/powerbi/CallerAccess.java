package io.quill.sandbox.powerbi;

import io.quill.sandbox.entra.Entra;
import io.quill.sandbox.entra.TokenValidity;
import io.quill.sandbox.web.SandboxRequest;

import java.util.Set;

/**
 * Access check of callers, with the answers measured on the live service: a missing, malformed or
 * stale token gets 403, a valid one without access to the workspace 401, all without a body.
 */
final class CallerAccess {
    private static final String BEARER = "Bearer ";

    private final Entra entra;
    private final Set<String> workspaces;

    CallerAccess(Entra entra, Set<String> workspaces) {
        this.entra = entra;
        this.workspaces = workspaces;
    }

    /** The application that calls. */
    String admit(
            SandboxRequest sandboxRequest, PushRoute pushRoute, PowerBiSwitches powerBiSwitches) {
        String header = sandboxRequest.header("Authorization").orElse("");
        if (header.isEmpty()) {
            throw new RefusedException(PowerBiErrors.unauthorized(403, ""));
        }
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new RefusedException(PowerBiErrors.unauthorized(403, "InvalidToken"));
        }
        return switch (entra.standing(header.substring(BEARER.length()).strip())) {
            case TokenValidity.Malformed() ->
                    throw new RefusedException(PowerBiErrors.unauthorized(403, "InvalidToken"));
            case TokenValidity.Stale() ->
                    throw new RefusedException(
                            PowerBiErrors.expired(powerBiSwitches.expiredToken()));
            case TokenValidity.Good(String clientId) -> {
                enter(pushRoute.workspace(), powerBiSwitches);
                yield clientId;
            }
        };
    }

    private void enter(String workspace, PowerBiSwitches powerBiSwitches) {
        boolean mine = workspace.isEmpty();
        if (mine && powerBiSwitches.myWorkspace() == PowerBiSwitches.MyWorkspace.REFUSED) {
            throw new RefusedException(
                    PowerBiErrors.nested(401, "PowerBINotAuthorizedException", "", "", 1));
        }
        if (!mine && !workspaces.contains(workspace)) {
            throw new RefusedException(PowerBiErrors.unauthorized(401, "GroupNotAccessible"));
        }
    }
}
