package io.quill.sandbox.powerbi;

import io.quill.sandbox.entra.Entra;
import io.quill.sandbox.entra.Standing;
import io.quill.sandbox.web.Request;

import java.util.Set;

/**
 * Who may call, with the answers that were measured on the live service: they turn convention
 * around. No token, a malformed or a stale one gets 403; a good one without access to the workspace
 * gets 401; all of them without a body.
 */
final class Access {
    private static final String BEARER = "Bearer ";

    private final Entra entra;
    private final Set<String> workspaces;

    Access(Entra entra, Set<String> workspaces) {
        this.entra = entra;
        this.workspaces = workspaces;
    }

    /** The application that calls. */
    String admit(Request request, Route route, Switches switches) {
        String header = request.header("Authorization").orElse("");
        if (header.isEmpty()) {
            throw new Refused(Shapes.unauthorized(403, ""));
        }
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Refused(Shapes.unauthorized(403, "InvalidToken"));
        }
        return switch (entra.standing(header.substring(BEARER.length()).strip())) {
            case Standing.Malformed() ->
                    throw new Refused(Shapes.unauthorized(403, "InvalidToken"));
            case Standing.Stale() -> throw new Refused(Shapes.expired(switches.expiredToken()));
            case Standing.Good(String clientId) -> {
                enter(route.workspace(), switches);
                yield clientId;
            }
        };
    }

    private void enter(String workspace, Switches switches) {
        boolean mine = workspace.isEmpty();
        if (mine && switches.myWorkspace() == Switches.MyWorkspace.REFUSED) {
            throw new Refused(Shapes.nested(401, "PowerBINotAuthorizedException", "", "", 1));
        }
        if (!mine && !workspaces.contains(workspace)) {
            throw new Refused(Shapes.unauthorized(401, "GroupNotAccessible"));
        }
    }
}
