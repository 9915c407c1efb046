package io.quill.sandbox.hubspot;

import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Reply;

/** How HubSpot says no. */
final class Problem {
    private Problem() {}

    static Reply.Answer validation(String id, String message) {
        return of(400, "VALIDATION_ERROR", id, message);
    }

    static Reply.Answer unauthenticated(String id) {
        return of(
                401,
                "INVALID_AUTHENTICATION",
                id,
                "Authentication credentials not found. This API supports OAuth 2.0.");
    }

    static Reply.Answer notFound(String id) {
        return of(404, "OBJECT_NOT_FOUND", id, "resource not found");
    }

    static Reply.Answer tooMany(String id, String policy, String message) {
        return Reply.json(
                429,
                Json.object()
                        .put("status", "error")
                        .put("message", message)
                        .put("errorType", "RATE_LIMIT")
                        .put("policyName", policy)
                        .put("correlationId", id));
    }

    static Reply.Answer of(int status, String category, String id, String message) {
        return Reply.json(
                status,
                Json.object()
                        .put("status", "error")
                        .put("message", message)
                        .put("correlationId", id)
                        .put("category", category));
    }
}
