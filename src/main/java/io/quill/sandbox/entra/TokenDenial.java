package io.quill.sandbox.entra;

/** Reason why no token is issued. The numbers and words come from use, not from a reference. */
enum TokenDenial {
    NO_GRANT_TYPE(400, "invalid_request", 900144, "The request body must contain 'grant_type'."),
    OTHER_GRANT_TYPE(
            400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type."),
    NO_SCOPE(400, "invalid_request", 900144, "The request body must contain 'scope'."),
    WRONG_SCOPE(
            400,
            "invalid_scope",
            70011,
            "The provided request must include a 'scope' input parameter. The provided value for"
                    + " the input parameter 'scope' is not valid."),
    UNKNOWN_TENANT(400, "invalid_request", 90002, "Tenant not found. Check the tenant ID."),
    UNKNOWN_CLIENT(
            400, "unauthorized_client", 700016, "Application was not found in the directory."),
    NO_SECRET(
            401,
            "invalid_client",
            7000218,
            "The request body must contain 'client_assertion' or 'client_secret'."),
    WRONG_SECRET(
            401,
            "invalid_client",
            7000215,
            "Invalid client secret provided. Ensure the secret being sent in the request is the"
                    + " client secret value, not the client secret ID."),
    EXPIRED_SECRET(401, "invalid_client", 7000222, "The provided client secret keys are expired."),
    BAD_ASSERTION(401, "invalid_client", 50027, "JWT token is invalid or malformed.");

    final int status;
    final String error;
    final int code;
    final String words;

    TokenDenial(int status, String error, int code, String words) {
        this.status = status;
        this.error = error;
        this.code = code;
        this.words = words;
    }
}
