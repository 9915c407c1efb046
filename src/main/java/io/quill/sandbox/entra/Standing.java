package io.quill.sandbox.entra;

/** What an access token is worth at this moment. */
public sealed interface Standing {
    record Good(String clientId) implements Standing {}

    /** Expired, revoked, or never given out by this tenant. */
    record Stale() implements Standing {}

    /** No token at all by its form. */
    record Malformed() implements Standing {}
}
