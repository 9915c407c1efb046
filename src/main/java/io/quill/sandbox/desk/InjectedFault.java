package io.quill.sandbox.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.web.SandboxJson;

import java.time.Duration;

/**
 * Fault on demand. It applies to calls of its system, operation and target (blank matches any), a
 * given number of times and with a given probability.
 *
 * @param status what a {@link Kind#STATUS} or {@link Kind#COMMIT_THEN_STATUS} answers
 * @param retryAfter seconds to tell with it; below zero the header is left out
 * @param delayMillis how long the call waits before anything else happens
 */
public record InjectedFault(
        Kind kind,
        String system,
        String operation,
        String target,
        int times,
        double probability,
        long seed,
        int status,
        long retryAfter,
        long delayMillis) {
    /** Kind of fault. A call that is refused anyway is refused, whatever was to be hidden. */
    public enum Kind {
        /** The work is done, and the answer never comes. */
        COMMIT_THEN_SILENCE,
        /** The work is done, and the connection is closed without a byte. */
        COMMIT_THEN_DROP,
        /** The work is done, and the answer says that it was not. */
        COMMIT_THEN_STATUS,
        /** The work is done, and the answer comes byte by byte, for longer than anybody waits. */
        COMMIT_THEN_DRIP,
        /** The work is done, and the answer has no end. */
        COMMIT_THEN_ENDLESS,
        /** Nothing is done, and no answer comes. */
        SILENCE,
        /** Nothing is done, and the connection is closed. */
        DROP,
        /** Nothing is done, and the answer is a bare status. */
        STATUS,
        /** Nothing is done: the token is said to have expired. */
        TOKEN_EXPIRED,
        /** Nothing is done: conditional access wants a token with more claims (Power BI). */
        CHALLENGED,
        /** Nothing is done: a lock was not had in time (Power BI). */
        LOCKED,
        /** Nothing is done: push datasets can no longer be created (Power BI). */
        DEPRECATED,
        /** Nothing is done, and a proxy's page is answered under 200. */
        LIE,
        /** All is well, but late. */
        SLOW
    }

    public InjectedFault {
        if (times < 1 || probability <= 0 || probability > 1) {
            throw new IllegalArgumentException(
                    "A fault strikes at least once, with a probability above 0 and up to 1.");
        }
    }

    public static InjectedFault of(Kind kind) {
        return new InjectedFault(kind, "", "", "", 1, 1, 1, 500, -1, 0);
    }

    public static InjectedFault status(int status) {
        return of(Kind.STATUS).changed(SandboxJson.object().put("status", status));
    }

    public InjectedFault on(String system, String operation, String target) {
        return changed(
                SandboxJson.object()
                        .put("system", system)
                        .put("operation", operation)
                        .put("target", target));
    }

    public InjectedFault times(int strikes) {
        return changed(SandboxJson.object().put("times", strikes));
    }

    /** Strikes by chance, as often as chance has it; the same seed gives the same strikes. */
    public InjectedFault byChance(double chance, long from) {
        return times(Integer.MAX_VALUE)
                .changed(SandboxJson.object().put("probability", chance).put("seed", from));
    }

    public InjectedFault retryAfter(Duration wait) {
        return changed(SandboxJson.object().put("retryAfter", wait.toSeconds()));
    }

    public InjectedFault after(Duration delay) {
        return changed(SandboxJson.object().put("delayMillis", delay.toMillis()));
    }

    private InjectedFault changed(ObjectNode members) {
        return SandboxJson.changed(this, InjectedFault.class, members);
    }

    boolean concerns(ServiceCall serviceCall) {
        return matches(system, serviceCall.system())
                && matches(operation, serviceCall.operation())
                && matches(target, serviceCall.target());
    }

    private static boolean matches(String wanted, String given) {
        return wanted.isEmpty() || wanted.equals(given);
    }
}
