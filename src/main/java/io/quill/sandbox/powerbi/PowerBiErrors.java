package io.quill.sandbox.powerbi;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;

import java.time.Duration;

/** Error answers of Power BI, in the shapes that are known. */
final class PowerBiErrors {
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

    private PowerBiErrors() {}

    /** An error with a code and a message: the documented shape. */
    static SandboxReply.Answer plain(int status, String code, String message) {
        ObjectNode body = SandboxJson.object();
        body.putObject("error").put("code", code).put("message", message);
        return SandboxReply.json(status, body);
    }

    /** A code in {@code pbi.error} and no message at all. */
    static SandboxReply.Answer nested(
            int status, String code, String detail, String value, int type) {
        ObjectNode body = SandboxJson.object();
        ObjectNode inner = body.putObject("error").put("code", code).putObject("pbi.error");
        inner.put("code", code).putObject("parameters");
        if (!detail.isEmpty()) {
            detail(inner, detail, type, value);
        }
        inner.put("exceptionCulprit", 1);
        return SandboxReply.json(status, body);
    }

    /** Error of OData when a body does not fit its type. */
    static SandboxReply.Answer invalid(String target, String message) {
        ObjectNode body = SandboxJson.object();
        body.putObject("error")
                .put("code", "BadRequest")
                .put("message", "Bad Request")
                .putArray("details")
                .addObject()
                .put("message", message)
                .put("target", target);
        return SandboxReply.json(400, body);
    }

    static String unknownProperty(String property, String type) {
        return "The property '"
                + property
                + "' does not exist on type '"
                + type
                + "'. Make sure to only use property names that are defined by the type.";
    }

    /** A lock that was not had in time: passing. */
    static SandboxReply.Answer locked(
            PushOperation pushOperation, PowerBiSwitches.LockTimeout how) {
        String target =
                Character.toUpperCase(pushOperation.word.charAt(0))
                        + pushOperation.word.substring(1);
        ObjectNode body = SandboxJson.object();
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
        return SandboxReply.json(how == PowerBiSwitches.LockTimeout.SERVER_ERROR ? 500 : 400, body);
    }

    /** Creation is switched off; the status is unknown, 400 or 403. */
    static SandboxReply.Answer deprecated(PowerBiSwitches.Retirement how) {
        ObjectNode body = SandboxJson.object();
        ObjectNode inner =
                body.putObject("error")
                        .put("code", "FeatureDeprecatedError")
                        .putObject("pbi.error")
                        .put("code", "FeatureDeprecatedError");
        detail(inner, "LearnMoreLink", 0, LEARN_MORE);
        detail(inner, "FeatureDeprecatedMessage", 0, RETIRED);
        inner.put("exceptionCulprit", 1);
        return SandboxReply.json(how == PowerBiSwitches.Retirement.BAD_REQUEST ? 400 : 403, body);
    }

    /** Refusals of a caller have no body, and a header where there is anything to say. */
    static SandboxReply.Answer unauthorized(int status, String info) {
        SandboxReply.Answer answer = SandboxReply.empty(status);
        return info.isEmpty() ? answer : answer.with("x-powerbi-error-info", info);
    }

    static SandboxReply.Answer expired(PowerBiSwitches.ExpiredToken how) {
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
    static SandboxReply.Answer challenged() {
        return SandboxReply.empty(401)
                .with(
                        "WWW-Authenticate",
                        "Bearer realm=\"\", error=\"insufficient_claims\", claims=\""
                                + CLAIMS
                                + "\"");
    }

    static SandboxReply.Answer throttled(String message, PowerBiSwitches.ThrottleShape shape) {
        return switch (shape) {
            case ODATA_ERROR -> plain(429, "TooManyRequests", message);
            case BARE_MESSAGE ->
                    SandboxReply.json(429, SandboxJson.object().put("message", message));
        };
    }

    /** The header counts whole seconds, so that a caller who waits them out finds room. */
    static SandboxReply.Answer throttled(
            String message, Duration wait, PowerBiSwitches.ThrottleShape shape) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return throttled(message, shape).with("Retry-After", Long.toString(seconds));
    }

    static String overRows(PowerBiSwitches.RowsWording wording) {
        return wording == PowerBiSwitches.RowsWording.TIME_WINDOW ? OVER_WINDOW : OVER_ROWS;
    }

    /** Error of the operations for push datasets about any other dataset. */
    static SandboxReply.Answer noPushDataset(String id) {
        return plain(404, "ItemNotFound", "Dataset " + id + " is not Push API dataset.");
    }

    static SandboxReply.Answer noTable(String table) {
        return plain(404, "ItemNotFound", "Table " + table + " is not found.");
    }

    static SandboxReply.Answer noDataset() {
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
