package io.quill.operate.access;

/** Decision about a request. The reason is for the audit only; the caller is not told. */
public sealed interface AccessDecision {
    record Admitted(Caller caller) implements AccessDecision {}

    record Refused(AccessDenial refusal, String address) implements AccessDecision {}
}
