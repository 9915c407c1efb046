package io.quill.sandbox.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.web.Json;

import java.time.Duration;

/**
 * Something that goes wrong on demand. It strikes calls of its system and operation, on its target
 * ("" stands for any of them), as many times as it says, and each time by the probability it says.
 *
 * @param status what a {@link Kind#STATUS} or {@link Kind#COMMIT_THEN_STATUS} answers
 * @param retryAfter seconds to tell with it; below zero the header is left out
 * @param delayMillis how long the call waits before anything else happens
 */
public record Fault(
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
    /** What goes wrong. A call that is refused anyway is refused, whatever was to be hidden. */
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

    public Fault {
        if (times < 1 || probability <= 0 || probability > 1) {
            throw new IllegalArgumentException(
                    "A fault strikes at least once, with a probability above 0 and up to 1.");
        }
    }

    public static Fault of(Kind kind) {
        return new Fault(kind, "", "", "", 1, 1, 1, 500, -1, 0);
    }

    public static Fault status(int status) {
        return of(Kind.STATUS).changed(Json.object().put("status", status));
    }

    public Fault on(String system, String operation, String target) {
        return changed(
                Json.object()
                        .put("system", system)
                        .put("operation", operation)
                        .put("target", target));
    }

    public Fault times(int strikes) {
        return changed(Json.object().put("times", strikes));
    }

    /** Strikes by chance, as often as chance has it; the same seed gives the same strikes. */
    public Fault byChance(double chance, long from) {
        return times(Integer.MAX_VALUE)
                .changed(Json.object().put("probability", chance).put("seed", from));
    }

    public Fault retryAfter(Duration wait) {
        return changed(Json.object().put("retryAfter", wait.toSeconds()));
    }

    public Fault after(Duration delay) {
        return changed(Json.object().put("delayMillis", delay.toMillis()));
    }

    private Fault changed(ObjectNode members) {
        return Json.changed(this, Fault.class, members);
    }

    boolean concerns(Call call) {
        return matches(system, call.system())
                && matches(operation, call.operation())
                && matches(target, call.target());
    }

    private static boolean matches(String wanted, String given) {
        return wanted.isEmpty() || wanted.equals(given);
    }
}
