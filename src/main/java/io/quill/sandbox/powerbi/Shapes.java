package io.quill.sandbox.powerbi;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Reply;

import java.time.Duration;

/** The shapes in which Power BI says no; there are at least these. */
final class Shapes {
    static final String OVER_ROWS =
            "You are over your rows per hour limit for this dataset. To push more rows per hour,"
                    + " upgrade your account to Power BI Pro or retry your push later.";

    static final String OVER_WINDOW =
            "Maximum number of rows exceeded in time window. Please retry later";

    private static final String RETIRED =
            "Creation of streaming dataset is deprecated. We recommend exploring Real-Time"
                    + " Intelligence in Microsoft Fabric.";
    private static final String LEARN_MORE =
            "https://learn.microsoft.com/en-us/power-bi/connect-data/"
                    + "service-real-time-streaming#types-of-real-time-semantic-models";

    // {"access_token":{"nbf":{"essential":true,"value":"1741000000"}}}
    private static final String CLAIMS =
            "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNzQxMDAwMDAwIn19fQ==";

    private Shapes() {}

    /** An error with a code and a message: the documented shape. */
    static Reply.Answer plain(int status, String code, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message);
        return Reply.json(status, body);
    }

    /** A code in {@code pbi.error} and no message at all. */
    static Reply.Answer nested(int status, String code, String detail, String value, int type) {
        ObjectNode body = Json.object();
        ObjectNode inner = body.putObject("error").put("code", code).putObject("pbi.error");
        inner.put("code", code).putObject("parameters");
        if (!detail.isEmpty()) {
            detail(inner, detail, type, value);
        }
        inner.put("exceptionCulprit", 1);
        return Reply.json(status, body);
    }

    /** What OData says when a body does not fit its type. */
    static Reply.Answer invalid(String target, String message) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("code", "BadRequest")
                .put("message", "Bad Request")
                .putArray("details")
                .addObject()
                .put("message", message)
                .put("target", target);
        return Reply.json(400, body);
    }

    static String unknownProperty(String property, String type) {
        return "The property '"
                + property
                + "' does not exist on type '"
                + type
                + "'. Make sure to only use property names that are defined by the type.";
    }

    /** A lock that was not had in time: passing. */
    static Reply.Answer locked(Operation operation, Switches.LockTimeout how) {
        String target =
                Character.toUpperCase(operation.word.charAt(0)) + operation.word.substring(1);
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("code", "GeneralException")
                .put("message", "Failed to process dataset " + target)
                .put("target", target)
                .putArray("details")
                .addObject()
                .put(
                        "message",
                        "Exception of type 'Microsoft.Cloud.Platform.Utils"
                                + ".AcquireLockTimeoutException' was thrown.");
        return Reply.json(how == Switches.LockTimeout.SERVER_ERROR ? 500 : 400, body);
    }

    /** Creation is switched off; the status is unknown, 400 or 403. */
    static Reply.Answer deprecated(Switches.Retirement how) {
        ObjectNode body = Json.object();
        ObjectNode inner =
                body.putObject("error")
                        .put("code", "FeatureDeprecatedError")
                        .putObject("pbi.error")
                        .put("code", "FeatureDeprecatedError");
        detail(inner, "LearnMoreLink", 0, LEARN_MORE);
        detail(inner, "FeatureDeprecatedMessage", 0, RETIRED);
        inner.put("exceptionCulprit", 1);
        return Reply.json(how == Switches.Retirement.BAD_REQUEST ? 400 : 403, body);
    }

    /** Refusals of a caller have no body, and a header where there is anything to say. */
    static Reply.Answer unauthorized(int status, String info) {
        Reply.Answer answer = Reply.empty(status);
        return info.isEmpty() ? answer : answer.with("x-powerbi-error-info", info);
    }

    static Reply.Answer expired(Switches.ExpiredToken how) {
        return switch (how) {
            case EMPTY_BODY -> unauthorized(403, "TokenExpired");
            case WITH_BODY ->
                    plain(
                                    403,
                                    "TokenExpired",
                                    "Access token has expired, resubmit with a new access token")
                            .with("x-powerbi-error-info", "TokenExpired");
        };
    }

    /** A token that must be had anew, by a claim that conditional access makes. */
    static Reply.Answer challenged() {
        return Reply.empty(401)
                .with(
                        "WWW-Authenticate",
                        "Bearer realm=\"\", error=\"insufficient_claims\", claims=\""
                                + CLAIMS
                                + "\"");
    }

    static Reply.Answer throttled(String message, Switches.ThrottleShape shape) {
        return switch (shape) {
            case ODATA_ERROR -> plain(429, "TooManyRequests", message);
            case BARE_MESSAGE -> Reply.json(429, Json.object().put("message", message));
        };
    }

    /** The header counts whole seconds, so that a caller who waits them out finds room. */
    static Reply.Answer throttled(String message, Duration wait, Switches.ThrottleShape shape) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return throttled(message, shape).with("Retry-After", Long.toString(seconds));
    }

    static String overRows(Switches.RowsWording wording) {
        return wording == Switches.RowsWording.TIME_WINDOW ? OVER_WINDOW : OVER_ROWS;
    }

    /** What the operations for push datasets say of any other. */
    static Reply.Answer noPushDataset(String id) {
        return plain(404, "ItemNotFound", "Dataset " + id + " is not Push API dataset.");
    }

    static Reply.Answer noTable(String table) {
        return plain(404, "ItemNotFound", "Table " + table + " is not found.");
    }

    static Reply.Answer noDataset() {
        return nested(404, "PowerBIEntityNotFound", "", "", 1);
    }

    private static void detail(ObjectNode inner, String code, int type, String value) {
        inner.withArray("details")
                .addObject()
                .put("code", code)
                .putObject("detail")
                .put("type", type)
                .put("value", value);
    }
}
