package io.quill.sandbox.entra;

/** Validity of an access token at this moment. */
public sealed interface TokenValidity {
    record Good(String clientId) implements TokenValidity {}

    /** Expired, revoked, or never given out by this tenant. */
    record Stale() implements TokenValidity {}

    /** No token at all by its form. */
    record Malformed() implements TokenValidity {}
}
