package io.quill.sandbox.desk;

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
        /** Nothing is done, and no answer comes. */
        SILENCE,
        /** Nothing is done, and the connection is closed. */
        DROP,
        /** Nothing is done, and the answer is a bare status. */
        STATUS,
        /** Nothing is done: the token is said to have expired. */
        TOKEN_EXPIRED,
        /** Nothing is done: a lock was not had in time (Power BI). */
        LOCKED,
        /** Nothing is done: push datasets can no longer be created (Power BI). */
        DEPRECATED,
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
        int status = kind == Kind.STATUS ? 503 : 500;
        return new Fault(kind, "", "", "", 1, 1, 1, status, -1, 0);
    }

    public static Fault status(int status) {
        return new Fault(Kind.STATUS, "", "", "", 1, 1, 1, status, -1, 0);
    }

    public Fault on(String system, String operation, String target) {
        return new Fault(
                kind,
                system,
                operation,
                target,
                times,
                probability,
                seed,
                status,
                retryAfter,
                delayMillis);
    }

    public Fault times(int strikes) {
        return new Fault(
                kind,
                system,
                operation,
                target,
                strikes,
                probability,
                seed,
                status,
                retryAfter,
                delayMillis);
    }

    /** Strikes by chance, as often as chance has it; the same seed gives the same strikes. */
    public Fault byChance(double chance, long from) {
        return new Fault(
                kind,
                system,
                operation,
                target,
                Integer.MAX_VALUE,
                chance,
                from,
                status,
                retryAfter,
                delayMillis);
    }

    public Fault retryAfter(Duration wait) {
        return new Fault(
                kind,
                system,
                operation,
                target,
                times,
                probability,
                seed,
                status,
                wait.toSeconds(),
                delayMillis);
    }

    public Fault after(Duration delay) {
        return new Fault(
                kind,
                system,
                operation,
                target,
                times,
                probability,
                seed,
                status,
                retryAfter,
                delay.toMillis());
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
