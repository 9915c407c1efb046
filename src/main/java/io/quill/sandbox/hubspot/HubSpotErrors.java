package io.quill.sandbox.hubspot;

import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;

/** Error answers of HubSpot. */
final class HubSpotErrors {
    private HubSpotErrors() {}

    static SandboxReply.Answer validation(String id, String message) {
        return of(400, "VALIDATION_ERROR", id, message);
    }

    static SandboxReply.Answer unauthenticated(String id) {
        return of(
                401,
                "INVALID_AUTHENTICATION",
                id,
                "Authentication credentials not found. This API supports OAuth 2.0.");
    }

    static SandboxReply.Answer notFound(String id) {
        return of(404, "OBJECT_NOT_FOUND", id, "resource not found");
    }

    static SandboxReply.Answer tooMany(String id, String policy, String message) {
        return SandboxReply.json(
                429,
                SandboxJson.object()
                        .put("status", "error")
                        .put("message", message)
                        .put("errorType", "RATE_LIMIT")
                        .put("policyName", policy)
                        .put("correlationId", id));
    }

    static SandboxReply.Answer of(int status, String category, String id, String message) {
        return SandboxReply.json(
                status,
                SandboxJson.object()
                        .put("status", "error")
                        .put("message", message)
                        .put("correlationId", id)
                        .put("category", category));
    }
}
